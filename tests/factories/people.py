"""Those who keep the cost tables."""

import factory
from django.contrib.auth.models import Group, User

from estimator.models.groups import ANALYST, PUBLISHER


class PersonFactory(factory.django.DjangoModelFactory):
    """Someone who may open the admin."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person-{n}")
    is_staff = True


def analyst() -> User:
    """Make someone who drafts."""
    return _member(ANALYST)


def publisher() -> User:
    """Make someone who publishes."""
    return _member(PUBLISHER)


def _member(group: str) -> User:
    person = PersonFactory()
    person.groups.add(Group.objects.get(name=group))
    return person
