"""What the forked processes share: the bot's modules and its parsed catalogues."""

import httpcore

import bot.running
import bot.wiring
import nlu.fake
import storage.opening
import verification.fake
from bot.render import Renderer

RENDERER = Renderer()
MODULES = (bot.running, bot.wiring, httpcore, nlu.fake, storage.opening, verification.fake)
