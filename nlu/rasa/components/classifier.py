"""The intent model as a Rasa component."""

from dataclasses import asdict
from typing import Any, Dict, List, Text

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.model import IntentModel, Settings

_FILE = "intent_model.joblib"
_RANKED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class PhraseClassifier(IntentClassifier, GraphComponent):
    """Classifies short mixed Chinese and English messages."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the settings with their defaults."""
        return asdict(Settings())

    def __init__(self, model: IntentModel, storage: ModelStorage, resource: Resource) -> None:
        self._model = model
        self._storage = storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "PhraseClassifier":
        """Return an untrained component."""
        return cls(IntentModel(_settings(config)), model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "PhraseClassifier":
        """Return the component as it was trained."""
        with model_storage.read_from(resource) as folder:
            state = joblib.load(folder / _FILE)
        model = IntentModel.restored(_settings(config), state)
        return cls(model, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples and store the model."""
        examples = training_data.intent_examples
        self._model.fit([one.get(TEXT) for one in examples], [one.get(INTENT) for one in examples])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model.state(), folder / _FILE, compress=3)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Write the decision and the ranking to each message."""
        for message in messages:
            self._decide(message)
        return messages

    def _decide(self, message: Message) -> None:
        text = message.get(TEXT)
        if not text or not text.strip():
            return
        decision = self._model.decide(text)
        intent = {"name": decision.intent, "confidence": decision.confidence}
        message.set(INTENT, intent, add_to_output=True)
        ranking = [{"name": name, "confidence": share} for name, share in decision.ranking]
        message.set("intent_ranking", ranking[:_RANKED], add_to_output=True)


def _settings(config: Dict[Text, Any]) -> Settings:
    return Settings(**{name: config[name] for name in asdict(Settings())})
