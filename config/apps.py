"""Django's admin, with a first page of our own."""

from django.contrib.admin.apps import AdminConfig


class CostTableAdminConfig(AdminConfig):
    """Name the site that the admin's pages register with."""

    default_site = "config.admin_site.CostTableSite"
