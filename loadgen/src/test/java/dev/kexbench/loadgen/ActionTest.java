package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** action.yml and the workflow in docs/ci.md, which do not run here. */
class ActionTest {
  private static final Path ROOT = Path.of(System.getProperty("root.dir", ".."));
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *(.*?) *}}");
  private static final Pattern INPUT = Pattern.compile("\\binputs\\.([a-z-]+)");
  private static final Pattern OUTPUT =
      Pattern.compile("\\bsteps\\.([a-z]+)\\.outputs\\.([a-z-]+)");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```");

  private static JsonNode action() throws IOException {
    return YAML.readTree(Files.readString(ROOT.resolve("action.yml")));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void isACompositeActionWhoseStepsRunOneThingEach() throws IOException {
    JsonNode action = action();
    assertEquals(Set.of("name", "description", "inputs", "outputs", "runs"), names(action));
    assertEquals("composite", action.at("/runs/using").asText());
    for (JsonNode step : action.at("/runs/steps")) {
      assertTrue(step.has("name"), step::toString);
      assertTrue(step.has("run") != step.has("uses"), step::toString);
      assertEquals(step.has("run"), step.path("shell").asText().equals("bash"), step::toString);
      assertTrue(
          !step.has("uses") || step.path("uses").asText().matches("actions/[a-z-]+@v\\d+"),
          step::toString);
      assertTrue(
          Set.of("name", "id", "if", "shell", "working-directory", "env", "run", "uses", "with")
              .containsAll(names(step)),
          step::toString);
    }
  }

  @Test
  void usesEveryInputAndNoOther() throws IOException {
    JsonNode action = action();
    String steps = action.path("runs").toString();
    assertEquals(
        names(action.path("inputs")),
        INPUT
            .matcher(steps)
            .results()
            .map(each -> each.group(1))
            .collect(Collectors.toCollection(TreeSet::new)));
    for (JsonNode input : action.path("inputs")) {
      assertTrue(input.has("description") && input.has("default"), input::toString);
    }
  }

  @Test
  void readsOutputsThatItsStepsWrite() throws IOException {
    JsonNode action = action();
    List<MatchResult> read = OUTPUT.matcher(action.toString()).results().toList();
    assertFalse(read.isEmpty());
    for (MatchResult each : read) {
      String script = "";
      for (JsonNode step : action.at("/runs/steps")) {
        if (step.path("id").asText().equals(each.group(1))) {
          script = step.path("run").asText();
        }
      }
      assertTrue(script.contains("echo \"" + each.group(2) + "="), each::group);
    }
  }

  @Test
  void noInputIsPartOfAScript() throws IOException {
    for (JsonNode step : action().at("/runs/steps")) {
      assertFalse(EXPRESSION.matcher(step.path("run").asText()).find(), step::toString);
    }
  }

  @Test
  void failsWithTheExitCodeOfTheComparison() throws IOException {
    JsonNode steps = action().at("/runs/steps");
    JsonNode last = steps.get(steps.size() - 1);
    assertEquals("exit \"$CODE\"", last.path("run").asText());
    assertTrue(last.at("/env/CODE").asText().contains("steps.compare.outputs.exit-code"));
  }

  @Test
  @Tag("process")
  void itsScriptsAreBash() throws Exception {
    for (JsonNode step : action().at("/runs/steps")) {
      Process bash =
          new ProcessBuilder("bash", "-n", "-c", step.path("run").asText())
              .redirectErrorStream(true)
              .start();
      bash.getOutputStream().close();
      String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, bash.waitFor(), said);
    }
  }

  @Test
  void theWorkflowsInThePageGiveInputsOfTheAction() throws IOException {
    Set<String> inputs = names(action().path("inputs"));
    List<JsonNode> uses = new ArrayList<>();
    for (MatchResult block :
        BLOCK.matcher(Files.readString(ROOT.resolve("docs/ci.md"))).results().toList()) {
      uses.addAll(steps(YAML.readTree(block.group(1))));
    }
    assertEquals(2, uses.size());
    uses.forEach(step -> assertTrue(inputs.containsAll(names(step.path("with"))), step::toString));
  }

  /** The steps of a workflow, or of a part of one, that use the action. */
  private static List<JsonNode> steps(JsonNode workflow) {
    List<JsonNode> ours = new ArrayList<>();
    if (workflow.isObject() && workflow.path("uses").asText().equals("./")) {
      ours.add(workflow);
    }
    workflow.forEach(each -> ours.addAll(steps(each)));
    return ours;
  }
}
