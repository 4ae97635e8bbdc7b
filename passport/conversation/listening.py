"""Taking a sentence with the help of a language model, where the operator has named one.

The model is asked before the transaction begins, so that nobody waits for it but her. It fails in
silence: the rules' reading is then all there is, as it is without it.
"""

from functools import lru_cache

from passport.conversation import service
from passport.conversation.engine.flow import EXPERIENCE
from passport.conversation.engine.policy import slot_asked
from passport.conversation.engine.values import Slot
from passport.conversation.service import ZONE, Talk
from passport.conversation.understanding import care, model
from passport.conversation.understanding.found import Found
from passport.conversation.understanding.interpret import begins_afresh
from passport.conversation.understanding.model import Asked, Endpoint, Model, ModelSilent
from passport.conversation.understanding.reading import read
from passport.identity import service as identity
from passport.kernel.actor import Actor
from passport.kernel.database import Database, Session
from passport.kernel.doctor import Finding
from passport.settings import Settings, settings


def endpoint(configured: Settings) -> Endpoint | None:
    """The model that the operator has named, if any."""
    if not configured.language_model_url:
        return None
    return Endpoint(
        configured.language_model_url,
        configured.language_model_name,
        configured.language_model_key.get_secret_value(),
        configured.language_model_timeout_s,
    )


@lru_cache(maxsize=1)
def helper() -> Model | None:
    """The process's way to the model, made once."""
    found = endpoint(settings())
    return Model(found) if found else None


async def say(base: Database, actor: Actor, text: str, *, key: str | None = None) -> Talk:
    """Take a sentence: :func:`passport.conversation.service.say`, helped by the model if any."""
    asked = helper()
    pointed = await _pointed(asked, base, actor, text) if asked else ()
    return await base.write(service.say, actor, text, key=key, pointed=pointed)


async def _pointed(asked: Model, base: Database, actor: Actor, text: str) -> tuple[Found, ...]:
    """What the model points at in ``text``; nothing for words of distress, which never leave."""
    text = service.clean(text)
    if care.find(text) is not None:
        return ()
    talk, names = await base.read(_present, actor)
    begins = begins_afresh(talk.dialogue, talk.prompt)
    if not begins and talk.dialogue.draft.flow != EXPERIENCE:
        return ()
    today = base.clock.now().astimezone(ZONE).date()
    about = slot_asked(talk.prompt)
    slot = Slot(about) if about in set(Slot) else None
    if not model.worth_asking(read(text, asked=slot, today=today), slot):
        return ()
    question = Asked.about(model.masked(text, names), talk.prompt.text)
    try:
        answer = await asked.ask(question.system, question.user)
    except ModelSilent:
        return ()
    return model.found(answer, text, today)


async def _present(session: Session, actor: Actor) -> tuple[Talk, tuple[str, ...]]:
    """Where the conversation stands, and the names that say who she is."""
    card = await identity.card(session, actor.person_id)
    return await service.open_talk(session, actor), (card.name, card.given_name)


async def check(configured: Settings) -> Finding:
    """Does the language model answer, when one is named? For ``passport doctor``."""
    found = endpoint(configured)
    if found is None:
        return Finding("language model", "not used")
    asked = Model(found)
    question = Asked.about("J'étais vendeuse à Annecy.", "")
    try:
        await asked.ask(question.system, question.user)
    except ModelSilent as silent:
        return Finding(
            "language model",
            f"no answer: {silent}",
            "Check LANGUAGE_MODEL_URL, its key and its name. People are understood without it.",
        )
    finally:
        await asked.close()
    return Finding("language model", f"{found.name} answers")
