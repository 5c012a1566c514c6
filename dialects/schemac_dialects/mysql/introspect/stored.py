"""Views, triggers, routines, events and sequences of a live database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from schemac import ir
from schemac.names import written
from schemac_apply.mysql_conditions import SQL_MODES
from schemac_dialects.mysql import types
from schemac_dialects.mysql.catalog import Catalog, Row
from schemac_dialects.mysql.ddl import Surroundings, programs
from schemac_dialects.mysql.flavour import Flavour
from schemac_dialects.mysql.lowering import brief_sequence
from schemac_dialects.mysql.tokens import Unparsable

if TYPE_CHECKING:
    from schemac_dialects.mysql.introspect import Findings

# Modes that change neither how a body is read nor what it does.
_HARMLESS = frozenset({"NO_AUTO_CREATE_USER", "NO_ENGINE_SUBSTITUTION", "NO_DIR_IN_CREATE", "IGNORE_BAD_TABLE_OPTIONS"})
_DATA_ACCESS = {"NO SQL": "no_sql", "READS SQL DATA": "reads_sql_data", "MODIFIES SQL DATA": "modifies_sql_data"}
_JSON = ("longtext", "utf8mb4_bin")


class Programs:
    """Takes the rows of SHOW CREATE of everything but tables."""

    def __init__(self, catalog: Catalog, here: Surroundings, findings: Findings) -> None:
        self._here = here
        self._findings = findings
        self._account = catalog.server.account
        self._time_zone = catalog.server.time_zone
        self._views = {row[0]: row for row in catalog.views}
        self._trigger_rows = {row[0]: row for row in catalog.triggers}
        self._event_rows = {row[0]: row for row in catalog.events}
        self._bodies: dict[str, str] = {}
        self._parameters: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in catalog.parameters:
            self._parameters[row[0], row[1]].append(row)

    def view(self, row: Row) -> None:
        """A view."""
        name = _text(row[0])
        _, check_option, definer = self._views[name]
        option = None if check_option == "NONE" else check_option.lower()
        held = programs.view(_text(row[1]), check_option=option is not None)
        self._findings.objects.append(ir.View(name=name, check_option=option, definer=self._definer(definer), **held))

    def sequence(self, row: Row) -> None:
        """A sequence of MariaDB."""
        self._findings.objects.append(
            brief_sequence(ir.Sequence(name=_text(row[0]), **programs.sequence(_text(row[1]))))
        )

    def trigger(self, row: Row) -> None:
        """A trigger; where it belongs is told by ``triggers``."""
        self._bodies[_text(row[0])] = programs.trigger(_text(row[2]))

    def triggers(self) -> Mapping[str, list[ir.Trigger]]:
        """The triggers by table, each after the one that it follows."""
        found: dict[str, list[ir.Trigger]] = defaultdict(list)
        last: dict[tuple[str, str, str], str] = {}
        for name, table, timing, event, _, definer, mode in sorted(
            (row for row in self._trigger_rows.values() if row[0] in self._bodies),
            key=lambda row: (row[1], row[2] != "BEFORE", row[3], row[4]),
        ):
            found[table].append(
                ir.Trigger(
                    name=name,
                    timing=timing.lower(),
                    events=tuple(event.lower().split(",")),
                    body=self._bodies[name],
                    follows=last.get((table, timing, event)),
                    definer=self._definer(definer),
                    settings=self._settings(mode),
                )
            )
            last[table, timing, event] = name
        return found

    def routine(self, listed: Row) -> Callable[[Row], None]:
        """What takes a routine of the list."""

        def take(row: Row) -> None:
            what = f"{listed[1].lower()} {written(listed[0])}"
            if row[2] is None:
                self._findings.say("unreadable-object", f"{what} is left out: the account may not see its body")
                return
            if "ORACLE" in _text(row[1]).split(","):
                raise Unparsable("routines of sql_mode ORACLE have no model")
            self._routine(listed, programs.routine(_text(row[2])))

        return take

    def _routine(self, listed: Row, body: str) -> None:
        name, kind, type, charset, collation, deterministic, access, security, definer, mode, comment, language = listed
        if (language or "SQL").upper() != "SQL":
            raise Unparsable(f"a routine in {language} has no model")
        held: dict[str, Any] = {
            "name": name,
            "comment": comment or None,
            "arguments": tuple(
                ir.Argument(name=row[3], type=self._type(*row[4:7]), mode=(row[2] or "in").lower())
                for row in self._parameters[kind, name]
            ),
            "body": body,
            "volatility": "immutable" if deterministic == "YES" else "volatile",
            "data_access": _DATA_ACCESS.get(access),
            "definer": self._definer(definer),
            "security_definer": security == "DEFINER",
            "settings": self._settings(mode),
        }
        if kind == "FUNCTION":
            self._findings.objects.append(ir.Function(returns=self._type(type, charset, collation), **held))
        else:
            self._findings.objects.append(ir.Procedure(**held))

    def event(self, row: Row) -> None:
        """An event."""
        name = _text(row[0])
        _, definer, time_zone, mode, status, completion, comment = self._event_rows[name]
        settings = dict(self._settings(mode))
        if time_zone not in ("SYSTEM", self._time_zone):
            settings["time_zone"] = time_zone
        enabled = {"ENABLED": "enabled", "DISABLED": "disabled"}.get(status, "disabled_on_replica")
        self._findings.objects.append(
            ir.Event(
                name=name,
                comment=comment or None,
                preserve=completion == "PRESERVE",
                enabled=enabled,
                definer=self._definer(definer),
                settings=tuple(sorted(settings.items())),
                **programs.event(_text(row[3])),
            )
        )

    def _definer(self, definer: str) -> str | None:
        return None if definer == self._account else definer

    def _settings(self, mode: str) -> ir.Pairs:
        """The sql_mode of a stored program where an applier's would make another one of it."""
        usual = set(SQL_MODES[self._here.flavour.name].split(","))
        differs = (set(mode.split(",")) - {""}) ^ usual
        return (("sql_mode", mode),) if differs - _HARMLESS else ()

    def _type(self, text: str, charset: str | None, collation: str | None) -> str:
        """The type of an argument or a result, with the charset where it is not the database's."""
        flavour: Flavour = self._here.flavour
        type = types.resolve(text, None, flavour=flavour) or text  # type: ignore[arg-type]  # no type of a project
        if collation is None or collation == self._here.collation:
            return type
        if flavour.json_is_text and (type, collation) == _JSON:
            return "json"
        return f"{type} charset {charset} collate {collation}"


def _text(held: Any) -> str:
    return held.decode("utf-8", "surrogateescape") if isinstance(held, bytes) else str(held)
