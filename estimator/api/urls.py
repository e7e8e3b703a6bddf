"""The addresses below /api/. A newer contract that breaks this one gets /api/v2/ beside it."""

from django.urls import URLPattern, path, re_path

from . import addresses
from .page import page

urlpatterns: list[URLPattern] = [
    path("", page, name="api"),
    path("v1/estimates", addresses.estimates, name="api_estimates"),
    path("v1/schema", addresses.schema, name="api_schema"),
    path("v1/editions", addresses.editions, name="api_editions"),
    path("v1/openapi.json", addresses.openapi, name="api_openapi"),
    re_path(r".+", addresses.not_found),
]
