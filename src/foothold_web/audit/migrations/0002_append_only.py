"""The database itself refuses to change or remove an audit event, whoever asks."""

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER audit_event_no_{name} BEFORE {verb} ON audit_auditevent "
    "BEGIN SELECT RAISE(ABORT, 'audit events are only ever added'); END"
)
POSTGRESQL_FUNCTION = """
CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit events are only ever added'; END $$
"""
POSTGRESQL = (
    "CREATE TRIGGER audit_event_no_{name} BEFORE {verb} ON audit_auditevent "
    "FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()"
)
FORBIDDEN = (("update", "UPDATE"), ("delete", "DELETE"))


def forbid_changes(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(POSTGRESQL_FUNCTION)
    for name, verb in FORBIDDEN:
        schema_editor.execute((POSTGRESQL if postgresql else SQLITE).format(name=name, verb=verb))


def allow_changes(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, _ in FORBIDDEN:
        schema_editor.execute(f"DROP TRIGGER audit_event_no_{name}" + (" ON audit_auditevent" if postgresql else ""))
    if postgresql:
        schema_editor.execute("DROP FUNCTION audit_event_refuse()")


def begin_the_log(apps, schema_editor):
    apps.get_model("audit", "AuditHead").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(begin_the_log, migrations.RunPython.noop),
        migrations.RunPython(forbid_changes, allow_changes),
    ]
