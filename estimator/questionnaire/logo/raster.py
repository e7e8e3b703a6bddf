"""PNG and JPEG: the pixels drawn anew, everything else left behind.

In: the bytes of a file. Out: a `Logo` at the size it is printed in; position data, comments, colour
profiles, further frames and whatever is hidden behind the picture are gone.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

from . import Logo, LogoRefused

MOST_PIXELS: Final = 2000  # of a side
PRINTED: Final = (720, 240)  # pixels: 60 mm x 20 mm at 300 to the inch
HEAVY: Final = 60_000  # bytes; a PNG beyond that is a photograph
QUALITY: Final = 85
WHITE: Final = "#ffffff"


def redrawn(content: bytes) -> Logo:
    """Draw the picture anew on white. Raises: LogoRefused."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _encoded(_on_white(_opened(content)))
        except LogoRefused:
            raise
        # Pillow's decoders raise what they like on a broken file.
        except Exception as broken:
            raise LogoRefused(
                _("画像として読めません。壊れていないか確かめてください。")
            ) from broken


def _opened(content: bytes) -> Image.Image:
    picture: Image.Image = Image.open(BytesIO(content), formats=["PNG", "JPEG"])
    if max(picture.size) > MOST_PIXELS:
        found = {"width": picture.width, "height": picture.height}
        text = _(
            "画像が%(width)d×%(height)dピクセルです。縦横とも2,000ピクセルまでにしてください。"
        )
        raise LogoRefused(text % found)
    _load(picture)
    return picture


def _load(picture: Image.Image) -> None:
    """Read the pixels, all of them: WeasyPrint, where it is imported, lets Pillow make some up."""
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        picture.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _on_white(picture: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail(PRINTED, Image.Resampling.LANCZOS)
    paper = Image.new("RGBA", upright.size, WHITE)
    return Image.alpha_composite(paper, upright).convert("RGB")


def _encoded(picture: Image.Image) -> Logo:
    """Write a PNG; a photograph, which would be large as one, a JPEG."""
    content, media_type = BytesIO(), "image/png"
    picture.save(content, "PNG", optimize=True)
    if content.tell() > HEAVY:
        content, media_type = BytesIO(), "image/jpeg"
        picture.save(content, "JPEG", quality=QUALITY, optimize=True)
    return Logo(media_type, content.getvalue(), picture.width, picture.height)
