"""Tell Django about the application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class EstimatorConfig(AppConfig):
    """The one application of the project."""

    name = "estimator"
    verbose_name = _("損害ものさし")

    def ready(self) -> None:
        """Register the start-up checks, and what stands around a migration."""
        from estimator import checks  # noqa: F401, PLC0415 - importing registers them
        from estimator.models import after_migrate  # noqa: PLC0415 - models need the loaded apps

        pre_migrate.connect(after_migrate.before_migrate, sender=self)
        post_migrate.connect(after_migrate.after_migrate, sender=self)
