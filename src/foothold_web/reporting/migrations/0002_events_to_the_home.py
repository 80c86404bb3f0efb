"""What people recorded moves from the database to the home folder, where commands and reports read it too."""

from typing import Any

from django.conf import settings
from django.db import migrations

from foothold.embeddedness.circumstances import LEADERSHIP, PROGRAMME, record

KINDS = {"programme": PROGRAMME, "appointment": LEADERSHIP}


def move(apps: Any, schema_editor: Any) -> None:
    for event in apps.get_model("reporting", "Event").objects.all():
        record(
            *(settings.FOOTHOLD_HOME, event.authority, KINDS.get(event.kind, "other"), event.title, event.begins),
            ends=event.ends,
            note=event.source,
            by="moved from the database",
        )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]
    operations = [
        migrations.RunPython(move, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel(name="Event"),
    ]
