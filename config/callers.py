"""From where a request comes: the network address, as our proxy saw it if there is one.

In the flow: what is counted for each caller (estimates of the HTTP API, wrong passwords) is counted
under this.
"""

from ipaddress import ip_address, ip_network
from typing import Final

from django.conf import settings
from django.http import HttpRequest

IPV6_NETWORK: Final = 64  # bits: what one subscriber has at their disposal
IPV4_ADDRESS: Final = 32
IPV4_BLOCK: Final = 24  # what a small provider or office has at its disposal
UNKNOWN: Final = "unknown"


def network_of(request: HttpRequest, *, ipv4_bits: int = IPV4_ADDRESS) -> str:
    """Return the network of the caller; one name for all whose address cannot be read."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    try:
        found = ip_address(address)
    except ValueError:  # a Unix socket has none
        return UNKNOWN
    bits = IPV6_NETWORK if found.version == 6 else ipv4_bits  # noqa: PLR2004
    return str(ip_network((found, bits), strict=False))
