package dev.tallystick.bench.store;

import dev.tallystick.local.plan.Plan;
import dev.tallystick.local.plan.TableSpec;
import dev.tallystick.local.secret.SecretStore;
import dev.tallystick.local.secret.Secrets;
import dev.tallystick.local.table.TableMaker;
import dev.tallystick.local.table.Tables;
import dev.tallystick.local.template.Account;
import dev.tallystick.local.template.Addresses;
import dev.tallystick.local.template.Resolver;
import dev.tallystick.local.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The template's tables and secrets, reached without the local cloud's proxies, whose time would hide differences. */
final class StoreMain {

    private StoreMain() {}

    /** Takes the template and a directory; prints variables of functions, then {@code ready}, and ends with its input. */
    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[1]);
        Template template = Template.read(Path.of(arguments[0]));
        Account account = new Account("eu-central-1", Account.LOCAL_ID, "bench");
        Addresses nowhere = new Addresses("http://localhost:9", Map.of("Api", "http://localhost:9"), Map.of());
        Plan plan = Plan.of(new Resolver(template, Map.of(), account, nowhere));
        Tables tables = Tables.start(data.resolve("dynamodb"));
        TableMaker maker = new TableMaker(tables.calls(account.region()));
        for (TableSpec table : plan.tables()) {
            var _ = maker.make(table);
        }
        Secrets secrets = Secrets.start(new SecretStore(data.resolve("secrets"), Clock.systemUTC()), plan.secrets());
        Map<String, String> variables = new HashMap<>();
        plan.functions().forEach(function -> variables.putAll(function.environment()));
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", tables.url());
        variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url());
        variables.put("AWS_REGION", account.region());
        variables.put("AWS_ACCESS_KEY_ID", "bench");
        variables.put("AWS_SECRET_ACCESS_KEY", "bench");
        variables.forEach((name, value) -> System.out.println(name + "=" + value));
        System.out.println("ready");
        var _ = System.in.read();
        secrets.close();
        tables.close();
    }
}
