package org.stillpoint.shell.internal.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Style;
import org.stillpoint.shell.internal.console.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the providers of linear algebra, their measured speeds, and which one is chosen when. */
@Command(name = "blas", description = "Shows the providers of linear algebra, their speeds, and what is chosen when.")
final class BlasCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    BlasCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        BlasRouter router = session.services().blas();
        List<BlasRouter.Speed> speeds = router.calibration();
        if (json) {
            session.console().line(Json.text(json(router, speeds)));
        } else {
            print(session.console(), router, speeds);
        }
        return ExitCode.DONE;
    }

    private static void print(Console console, BlasRouter router, List<BlasRouter.Speed> speeds) {
        Table providers = new Table().text("provider").text("version").text("what it is");
        router.providers().forEach(provider -> providers.row().cell(provider.name(), Style.STRONG)
                .cell(provider.version(), Style.PLAIN).cell(provider.description(), Style.PLAIN));
        router.rejections().forEach(rejection -> providers.row().cell(rejection.provider(), Style.BAD)
                .cell("not used", Style.PLAIN).cell(rejection.reason(), Style.PLAIN));
        providers.print(console, "");
        console.line();
        List<String> names = speeds.stream().map(BlasRouter.Speed::provider).distinct().toList();
        Table table = new Table().text("operation").number("size");
        names.forEach(table::number);
        table.text("chosen");
        Map<String, Map<String, BlasRouter.Speed>> rows = new LinkedHashMap<>();
        speeds.forEach(speed -> rows.computeIfAbsent(speed.operation() + " " + speed.size(), key -> new LinkedHashMap<>())
                .put(speed.provider(), speed));
        for (Map<String, BlasRouter.Speed> row : rows.values()) {
            BlasRouter.Speed any = row.values().iterator().next();
            table.row(any.operation(), String.valueOf(any.size()));
            String chosen = "-";
            for (String name : names) {
                BlasRouter.Speed speed = row.get(name);
                boolean picked = speed != null && speed.chosen();
                chosen = picked ? name : chosen;
                table.cell(speed == null ? "-" : String.format(Locale.ROOT, "%.1f", speed.gigaflops()), picked ? Style.GOOD : Style.PLAIN);
            }
            table.cell(chosen, Style.PLAIN);
        }
        console.line("Speed in 10^9 operations a second, measured on this machine:");
        table.print(console, "");
    }

    private static Map<String, Object> json(BlasRouter router, List<BlasRouter.Speed> speeds) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("providers", router.providers().stream().map(BlasCommand::json).toList());
        object.put("rejections", router.rejections().stream()
                .map(rejection -> Map.of("provider", rejection.provider(), "reason", rejection.reason())).toList());
        object.put("speeds", speeds.stream().map(speed -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("operation", speed.operation());
            row.put("size", speed.size());
            row.put("provider", speed.provider());
            row.put("gigaflops", Json.finite(speed.gigaflops()));
            row.put("chosen", speed.chosen());
            return row;
        }).toList());
        return object;
    }

    private static Map<String, Object> json(BlasProvider provider) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", provider.name());
        object.put("version", provider.version());
        object.put("description", provider.description());
        return object;
    }
}
