"""Where to go on to after a sign-in: to an address of this site, whatever the request says.

In the flow: read by both doors, that of advisers and that of staff.
"""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def next_address(request: HttpRequest, otherwise: str) -> str:
    """Return the address that `next` names, if it is one of this site; else the other one."""
    address = request.POST.get("next") or request.GET.get("next", "")
    hosts = {request.get_host()}
    ours = url_has_allowed_host_and_scheme(address, hosts, require_https=request.is_secure())
    return address if ours else otherwise
