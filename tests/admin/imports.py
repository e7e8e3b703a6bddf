"""What a browser sends to bring a file of cost tables in, and what it is shown."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from estimator.models import Edition, TableImport

from .test_spreadsheets import address

CSV = "出典番号,発行者,題名\r\nS1,警察庁,統計\r\n"


def hand_in(client: Client, draft: Edition, content: str = CSV, **more: Any) -> Any:
    file = SimpleUploadedFile("出典.csv", content.encode())
    posted = {"file": file, "table": "source", "reason": "2027年の値", **more}
    return client.post(address(draft), posted)


def press(client: Client, draft: Edition, button: str, value: str = "1") -> str:
    return client.post(address(draft), {button: value}, follow=True).content.decode()


def confirm(client: Client, draft: Edition) -> str:
    return press(client, draft, "confirm", TableImport.objects.get().found["fingerprint"])


def seen(client: Client, draft: Edition) -> str:
    return client.get(address(draft)).content.decode()
