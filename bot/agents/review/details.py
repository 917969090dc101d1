"""What the checks measured, in words and numbers, for a reviewer who asks."""

from bot.agents.review.card import SHA_SHOWN, Paragraph, written
from bot.agents.review.checked import Checked
from bot.render import Renderer
from dialogs.kinds import Lang
from dialogs.model import Case
from dialogs.reviewing import Item, items
from dialogs.texts import Text, text
from verification.api import CheckResult

SCORES = frozenset(
    {
        "sharpness",
        "brightness",
        "contrast",
        "chroma",
        "glare",
        "moire",
        "outline",
        "face_width_share",
        "face_share",
        "face_brightness",
        "pixel_change",
        "selfie_distance",
        "card_distance",
        "seconds",
        "eyes_least",
        "mouth_most",
        "yaw_most",
        "smile_most",
        "distance_within",
        "card_shape",
        "card_shading",
        "lower_face_difference",
        "eye_lightness",
        "face_moire",
        "mesh_moved",
        "mesh_bent",
        "surroundings_follow",
        "cuts",
        "speech_s",
        "lips",
        "lips_synchrony",
        "loudness_dbfs",
        "signal_to_noise_db",
        "coverage",
        "least_clause",
        "name",
        "insertions",
    }
)
"""Measurements with words of their own, `review-score-<name>`; others show their name."""

_ACTION = "liveness"


def details_html(case: Case, checked: Checked, renderer: Renderer, lang: Lang) -> str:
    """Return the measurements of all evidence, never longer than a message may be."""
    parts = tuple(
        _medium(case, item, media_id, result)
        for item in items(case)
        for media_id, _ in item.media
        if (result := checked.get(media_id)) is not None
    )
    head = text("review_details") if parts else text("review_no_details")
    return written(((head,), *parts), renderer, lang)


def _medium(case: Case, item: Item, media_id: str, result: CheckResult) -> Paragraph:
    outcome = result.outcome
    verdict = text(f"verdict_{outcome.verdict}")
    head = text("review_medium", what=_what(case, item, media_id), verdict=verdict)
    return (head, *(_score(name, value) for name, value in outcome.scores), _made_by(result))


def _what(case: Case, item: Item, media_id: str) -> Text:
    name = text(f"item_{item.name}")
    if item.name != _ACTION:
        return name
    actions = (one.action for one in case.liveness.rounds if one.media_id == media_id)
    action = next(actions, None)
    if action is None:
        return name
    return text("review_item_action", item=name, action=text(f"review_action_{action}"))


def _score(name: str, value: float) -> Text:
    known = name in SCORES
    label = text(f"review_score_{name}") if known else text("review_score_other", name=name)
    return text("review_score", what=label, value=f"{value:g}")


def _made_by(result: CheckResult) -> Text:
    models = ", ".join(f"{name} {sha[:SHA_SHOWN]}" for name, sha in result.models) or "-"
    return text(
        "review_made_by",
        models=models,
        thresholds=result.thresholds_version or "-",
        seconds=f"{result.elapsed_s:.1f}",
    )
