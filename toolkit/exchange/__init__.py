"""What have other unions seen, won and lost; who stands with us?"""

from toolkit.exchange.actor_map import Actor, ActorMap, Bridge
from toolkit.exchange.brief import Brief
from toolkit.exchange.campaign import Campaign, CampaignStep
from toolkit.exchange.files import read_records, write_records
from toolkit.exchange.likeness import Alike, Elsewhere, duplicates, who_else
from toolkit.exchange.merging import Merged, merge
from toolkit.exchange.publishing import Problem, PublicationRefused, problems, publish
from toolkit.exchange.shared import Shared, new_id

__all__ = [
    "Actor",
    "ActorMap",
    "Alike",
    "Bridge",
    "Brief",
    "Campaign",
    "CampaignStep",
    "Elsewhere",
    "Merged",
    "Problem",
    "PublicationRefused",
    "Shared",
    "duplicates",
    "merge",
    "new_id",
    "problems",
    "publish",
    "read_records",
    "who_else",
    "write_records",
]
