import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints a template in which tables are no resources any more but named ones that exist already, as after a restore. Deploying
 * it makes the stack let go of its own tables, which are retained, and work on the named ones.
 *
 * <p>Arguments: the template, and for each table {@code LogicalId=name}, or {@code LogicalId=name,streamArn} where its stream is
 * read.
 */
public final class UseTables {

    private static final String ARN =
            "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/";

    private UseTables() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            fail("java infrastructure/restore/UseTables.java template.yaml LedgerTable=name,streamArn …");
        }
        String template = Files.readString(Path.of(arguments[0]));
        for (String table : Arrays.copyOfRange(arguments, 1, arguments.length)) {
            Matcher parts = Pattern.compile("(\\w+)=([A-Za-z0-9_.-]{3,255})(?:,(arn:[^\\s,]+))?").matcher(table);
            if (!parts.matches()) {
                fail("not LogicalId=name or LogicalId=name,streamArn: " + table);
            }
            template = use(template, parts.group(1), parts.group(2), parts.group(3));
        }
        System.out.print(template);
    }

    private static String use(String template, String id, String name, String stream) {
        // The block of the resource, to the next line that is indented as it is.
        Matcher block = Pattern.compile("^  " + id + ":\\n(?:(?:   .*)?\\n)*?(?=  ?\\S|\\S)", Pattern.MULTILINE)
                .matcher(template);
        if (!block.find() || !block.group().contains("Type: AWS::DynamoDB::Table")) {
            fail("the template has no table " + id);
        }
        String rest = block.replaceFirst("");
        if (stream == null && rest.contains("!GetAtt " + id + ".StreamArn")) {
            fail("functions read the stream of " + id + ": name it, " + id + "=" + name + ",arn:…");
        }
        List<String[]> replacements = List.of(
                new String[] {"!Ref " + id, name},
                new String[] {"!GetAtt " + id + ".Arn", "!Sub \"" + ARN + name + "\""},
                new String[] {"!GetAtt " + id + ".StreamArn", stream == null ? "" : "\"" + stream + "\""},
                new String[] {"${" + id + ".Arn}", ARN + name},
                new String[] {"${" + id + "}", name});
        for (String[] replacement : replacements) {
            boolean word = Character.isLetter(replacement[0].charAt(replacement[0].length() - 1));
            rest = rest.replaceAll(
                    Pattern.quote(replacement[0]) + (word ? "(?![\\w.])" : ""),
                    Matcher.quoteReplacement(replacement[1]));
        }
        if (Pattern.compile("\\b" + id + "\\b(?!:)").matcher(rest.replaceAll("(?m)#.*$", "")).find()) {
            fail("the template still refers to " + id + " in a way that is not known here");
        }
        return rest;
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
