# The developers' door. Users need only ./run and ./test.
.PHONY: check test bench bench-docs load faults calibrate screenshots messages lock audit

check:        ## every check and every test, as the CI does
	./test

test:         ## the tests alone, on both databases; make test ARGS="tests/core -k forensics"
	./test $(or $(ARGS),-n auto tests)
	./test --postgres --all $(ARGS)

bench:        ## time the estimate, its range, the year beside its peers, the pages and the PDF
	.venv/bin/python bench/run.py
	.venv/bin/python -m bench.engine

bench-docs:   ## measure load, faults, steps and PDF, and write docs/benchmarks.md again (half an hour)
	.venv/bin/python -m bench.page $(ARGS)

load:         ## 200 visitors through the whole questionnaire; make load ARGS="--users 50 --postgres"
	.venv/bin/python -m bench.traffic.load $(ARGS)

faults:       ## kill, cut and fill up what can be; make faults ARGS=--postgres
	.venv/bin/python -m bench.faults $(ARGS)

screenshots:  ## take the pictures of the README again
	.venv/bin/python scripts/screenshots.py

messages:     ## gather the sentences to translate, then compile the catalogues
	.venv/bin/python manage.py makemessages --locale en --add-location file --no-wrap --ignore .venv --ignore var
	.venv/bin/python manage.py compilemessages --ignore .venv --ignore var

calibrate:    ## print the estimates next to published figures and real incidents
	.venv/bin/python bench/calibrate.py

# The network is needed: the tool asks PyPI, and fails where it gets no answer for a package.
audit:        ## ask whether a hole is known in a locked package
	for file in requirements*.txt; do \
	  .venv/bin/uvx 'pip-audit~=2.10' --strict --disable-pip --require-hashes -r $$file || exit 1; done

lock:         ## resolve the dependencies again; make lock ARGS=--upgrade
	bash scripts/lock.sh $(ARGS)
