# The developers' door. Users need only ./run and ./test.
.PHONY: check test test-postgres bench calibrate screenshots messages lock

check:        ## every check and every test, as the CI does
	./test

test:         ## the tests alone; make test ARGS="tests/core -k forensics"
	./test $(or $(ARGS),tests)

test-postgres: ## every test once more, on a PostgreSQL of its own
	./test --postgres --all $(ARGS)

bench:        ## time the estimate, its range, the year beside its peers, the pages and the PDF
	.venv/bin/python bench/run.py
	.venv/bin/python -m bench.engine

screenshots:  ## take the pictures of the README again
	.venv/bin/python scripts/screenshots.py

messages:     ## gather the sentences to translate, then compile the catalogues
	.venv/bin/python manage.py makemessages --locale en --add-location file --no-wrap --ignore .venv --ignore var
	.venv/bin/python manage.py compilemessages --ignore .venv --ignore var

calibrate:    ## print the estimates next to published figures and real incidents
	.venv/bin/python bench/calibrate.py

lock:         ## resolve the dependencies again; make lock ARGS=--upgrade
	bash scripts/lock.sh $(ARGS)
