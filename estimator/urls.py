"""The addresses of the estimator."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
