"""Certificates and signed agreements (Guide R42-R44)."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fontTools.ttLib import TTFont
from PIL import Image

from bot.signing.agreements import AgreementSigner, SignedPdf
from bot.signing.authority import AuthoritySettings, LocalAuthority
from bot.signing.document import AgreementsFile, Draughtsman, SignedText
from bot.signing.errors import SigningError
from bot.signing.fonts import REGULAR, FontFile, cut_out
from bot.signing.ports import Subject
from bot.signing.verify import verify_pdf
from bot.web.library import Library, open_library
from dialogs.kinds import Lang

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
FIRMS = {Lang.ZH: "示例期货", Lang.EN: "Sample Futures"}
SUBJECT = Subject("DEMO-0001", "张伟", "1101**********9951")
KEY = b"loopback key to lock keys with"


@pytest.fixture(scope="module")
def draughtsman() -> Draughtsman:
    return Draughtsman()


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library(None, FIRMS, "4009908826")


@pytest.fixture
def authority(tmp_path: Path) -> LocalAuthority:
    return LocalAuthority(AuthoritySettings(tmp_path / "ca", KEY, "示例期货"))


def _file(library: Library, lang: Lang = Lang.ZH, name: str = "张伟") -> AgreementsFile:
    texts = (library.text(text_id, lang) for text_id in ("service", "risk"))
    signed = tuple(SignedText(t.title, t.version, t.sha256, t.markdown, NOW) for t in texts)
    return AgreementsFile(lang, FIRMS[lang], "case-1", name, "1101**********9951", signed, NOW)


@pytest.fixture
async def signed(
    authority: LocalAuthority, draughtsman: Draughtsman, library: Library
) -> SignedPdf:
    return await AgreementSigner(authority, draughtsman).sign(_file(library), "DEMO-0001", NOW)


# --- the authority --------------------------------------------------------------------------


async def test_a_certificate_is_issued_once_and_comes_from_the_root(
    authority: LocalAuthority,
) -> None:
    first = await authority.certificate(SUBJECT, NOW)
    assert await authority.certificate(SUBJECT, NOW + timedelta(days=30)) == first
    own = x509.load_der_x509_certificate(first.der)
    root = x509.load_der_x509_certificate(await authority.root())
    own.verify_directly_issued_by(root)
    assert first.chain_der == (await authority.root(),)
    assert own.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value == "张伟"
    assert "119900307" not in str(own.subject)
    assert own.extensions.get_extension_for_class(x509.KeyUsage).value.content_commitment
    assert not own.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert first.not_before <= NOW < first.not_after


async def test_an_expired_certificate_is_issued_anew(authority: LocalAuthority) -> None:
    first = await authority.certificate(SUBJECT, NOW)
    second = await authority.certificate(SUBJECT, first.not_after + timedelta(days=1))
    assert second.serial != first.serial
    assert second.not_before > NOW
    assert await authority.sign(first.serial, b"words")


async def test_it_signs_for_its_customers_and_for_nobody_else(authority: LocalAuthority) -> None:
    certificate = await authority.certificate(SUBJECT, NOW)
    signature = await authority.sign(certificate.serial, b"words")
    key = x509.load_der_x509_certificate(certificate.der).public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(signature, b"words", ec.ECDSA(hashes.SHA256()))
    with pytest.raises(InvalidSignature):
        key.verify(signature, b"other words", ec.ECDSA(hashes.SHA256()))
    with pytest.raises(SigningError):
        await authority.sign("00", b"words")


@pytest.mark.parametrize("name", ["", "长" * 65])
async def test_a_name_that_fits_no_certificate_is_an_error(
    authority: LocalAuthority, name: str
) -> None:
    with pytest.raises(SigningError, match="does not fit"):
        await authority.certificate(replace(SUBJECT, name=name), NOW)


async def test_keys_lie_locked_and_outlive_the_process(
    authority: LocalAuthority, tmp_path: Path
) -> None:
    certificate = await authority.certificate(SUBJECT, NOW)
    await authority.desk_seal(NOW)
    files = sorted((tmp_path / "ca").iterdir())
    assert len(files) == 3
    for path in files:
        assert path.stat().st_mode & 0o777 == 0o600
        assert b"ENCRYPTED PRIVATE KEY" in path.read_bytes()
        assert "DEMO" not in path.name
    again = LocalAuthority(AuthoritySettings(tmp_path / "ca", KEY, "示例期货"))
    assert await again.certificate(SUBJECT, NOW) == certificate
    assert await again.sign(certificate.serial, b"words")
    other_key = LocalAuthority(AuthoritySettings(tmp_path / "ca", b"another", "示例期货"))
    with pytest.raises(SigningError):
        await other_key.sign(certificate.serial, b"words")


# --- the PDF --------------------------------------------------------------------------------


def test_a_name_after_another_is_drawn_with_its_own_characters(library: Library) -> None:
    for draughtsman in (Draughtsman(), Draughtsman()):
        for name in ("张伟", "欧阳翀赟", "买买提·阿不都拉"):
            page = pypdfium2.PdfDocument(draughtsman.agreements(_file(library, name=name)))[0]
            assert name in page.get_textpage().get_text_range()


@pytest.mark.parametrize(
    ("lang", "name"), [(Lang.ZH, "欧阳翀赟"), (Lang.EN, "SCHMIDT, MARIA ANNA")]
)
def test_the_file_holds_texts_versions_digests_and_the_name(
    draughtsman: Draughtsman, library: Library, lang: Lang, name: str
) -> None:
    file = _file(library, lang, name)
    drawn = draughtsman.agreements(file)
    assert drawn == draughtsman.agreements(file)
    pages = pypdfium2.PdfDocument(drawn)
    words = "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)
    wanted = [name, file.masked_number, "2026-03-0617:00:00"]
    for text in file.texts:
        wanted += [text.title, text.version, text.sha256]
    for word in wanted:
        assert "".join(word.split()) in words


def test_a_stranger_character_does_not_change_what_others_get(library: Library) -> None:
    fresh, used = Draughtsman(), Draughtsman()
    file = replace(_file(library), texts=())
    used.agreements(replace(file, name="龘靐"))
    assert fresh.agreements(file) == used.agreements(file)


async def test_customer_and_desk_have_signed(signed: SignedPdf, authority: LocalAuthority) -> None:
    customer, desk = await verify_pdf(signed.content, await authority.root(), NOW)
    assert (customer.field, customer.signer) == ("Customer", "张伟")
    assert (desk.field, desk.signer) == ("Desk", "示例期货 ResetDesk")
    assert all(one.intact and one.trusted and one.signed_at == NOW for one in (customer, desk))
    assert (await authority.certificate(SUBJECT, NOW)).serial == signed.certificate_serial


async def test_a_changed_file_is_found_out(signed: SignedPdf, authority: LocalAuthority) -> None:
    content = bytearray(signed.content)
    content[len(content) // 3] ^= 1
    try:
        found = await verify_pdf(bytes(content), await authority.root(), NOW)
    except SigningError:
        return
    assert not all(one.intact for one in found)


async def test_another_root_is_not_trusted(signed: SignedPdf, tmp_path: Path) -> None:
    other = LocalAuthority(AuthoritySettings(tmp_path / "other", KEY, "另一家"))
    await other.desk_seal(NOW)
    found = await verify_pdf(signed.content, await other.root(), NOW)
    assert not any(one.trusted for one in found)


async def test_the_signatures_are_seen_on_the_first_page(signed: SignedPdf) -> None:
    document = pypdfium2.PdfDocument(signed.content)
    document.init_forms()
    bare = document[0].render(scale=1, may_draw_forms=False, draw_annots=False)
    seen = document[0].render(scale=1, may_draw_forms=True)
    assert _red(bare.to_pil()) == 0
    assert _red(seen.to_pil()) > 200


def _red(picture: Image.Image) -> int:
    pixels = np.asarray(picture.convert("RGB")).astype(int)
    return int(((pixels[..., 0] > 150) & (pixels[..., 1] < 80)).sum())


async def test_what_is_no_pdf_is_an_error(authority: LocalAuthority) -> None:
    await authority.desk_seal(NOW)
    with pytest.raises(SigningError):
        await verify_pdf(b"not a pdf", await authority.root(), NOW)


# --- fonts ----------------------------------------------------------------------------------


def test_a_cut_font_has_the_characters_as_truetype_outlines() -> None:
    content = cut_out(REGULAR, "张伟翀A1")
    assert content == cut_out(REGULAR, "张伟翀A1")
    font = TTFont(io.BytesIO(content))
    assert "glyf" in font
    assert "CFF " not in font
    assert {ord(character) for character in "张伟翀A1"} <= set(font.getBestCmap())
    assert len(content) < 20_000


def test_a_missing_font_is_named() -> None:
    with pytest.raises(SigningError, match=r"nowhere\.ttc"):
        cut_out(FontFile(Path("/nowhere.ttc")), "x")


def test_settings_do_not_show_the_key() -> None:
    settings = AuthoritySettings(Path("x"), b"very secret", "f")
    assert "very secret" not in repr(replace(settings, firm="g"))
