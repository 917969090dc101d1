"""Fetching what was sent: files, and the pictures nobody has here."""

from aiogram.methods import GetFile, GetUserProfilePhotos

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.registry import Table
from bot.sandbox.state import Json
from bot.sandbox.world import World


async def get_file(world: World, call: GetFile) -> Json:
    """Return a download path for up to 20 MB."""
    path = world.files.open_path(call.file_id)
    return {**world.files.get(call.file_id).reference(), "file_path": path}


async def get_user_profile_photos(world: World, call: GetUserProfilePhotos) -> Json:
    """Tell that a sandbox user has no pictures."""
    if call.user_id not in world.state.accounts:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


HANDLERS: Table = {GetFile: get_file, GetUserProfilePhotos: get_user_profile_photos}
