"""Tell Django about the application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EstimatorConfig(AppConfig):
    """The one application of the project."""

    name = "estimator"
    verbose_name = _("損害ものさし")

    def ready(self) -> None:
        """Register the start-up checks."""
        from estimator import checks  # noqa: F401, PLC0415 - importing registers them
