package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.fixture.ParsedLoadtest;
import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.build.Jvm;
import dev.kexbench.results.command.OnlyWith;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

class LoadVariantsTest {
  private static final String HELP =
      """
      Load:
        -R, --rate=RATE            Handshakes started per second.
            --[no-]admission       Refuse OFFERs without a valid tag.
      """;

  private static LoadVariants.Plan plan(String given) {
    return new LoadVariants.Plan(
        Map.of("rate", "max", "admission", "false", "linger", "0s"), Set.of(given));
  }

  @Test
  void anotherBuildGetsTheOptionsThatItHas() {
    assertEquals(
        Set.of("rate", "admission"), LoadVariants.known(plan("rate"), HELP, "abc").keySet());
  }

  @Test
  void refusesAnOptionThatWasChosenAndThatTheOtherBuildLacks() {
    assertEquals(
        "--against abc: that build has no option --linger; leave it out",
        assertThrows(
                IllegalArgumentException.class,
                () -> LoadVariants.known(plan("linger"), HELP, "abc"))
            .getMessage());
  }

  private static String exchangeFor(String help, String exchange) {
    LoadVariants.Plan plan = new LoadVariants.Plan(Map.of("exchange", exchange), Set.of());
    return LoadVariants.known(plan, help, "abc").get("exchange");
  }

  @Test
  void aBuildFromBeforeTlsHadSeveralEnginesGetsTheNameThatItKnows() {
    String older = "  -x, --exchange=NAME  Exchange to run.\n";
    assertEquals("tls12-rsa", exchangeFor(older, "tls12-rsa@bouncycastle"));
    assertEquals("kx1-noise", exchangeFor(older, "kx1-noise"));
    assertEquals(
        "tls12-rsa@jdk", exchangeFor(older + "      --tls-engine=NAME\n", "tls12-rsa@jdk"));
    assertEquals(
        "--against abc: that build has no tls12-rsa@jdk; compare tls12-rsa@bouncycastle",
        assertThrows(IllegalArgumentException.class, () -> exchangeFor(older, "tls12-rsa@jdk"))
            .getMessage());
  }

  @Test
  void transportsAreVariantsThatMayDifferInNothingElse() {
    assumeTrue(SocketTransport.byDefault() == SocketTransport.EPOLL);
    LoadtestOptions options =
        (LoadtestOptions)
            ParsedLoadtest.of("--transports", "nio,epoll/nio")
                .spec()
                .mixins()
                .get("options")
                .userObject();
    LoadVariants variants =
        LoadVariants.of(options.compared(), plan("rate"), line -> fail("nothing is built"));
    assertEquals(List.of("transport"), variants.mayDiffer());
    assertEquals(
        List.of("nio", "epoll-nio"), variants.variants().stream().map(LoadVariant::name).toList());
    assertEquals("epoll/nio", variants.variants().get(1).plan().get("transport"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--against=HEAD~1",
        "--jdk=/a",
        "--providers=bc,jdk",
        "--pools=fresh,confined",
        "--transports=nio,epoll/nio",
      })
  void everyKindOfVariantCanBeConfirmed(String variants) {
    CommandSpec spec = ParsedLoadtest.of(variants).spec();
    Field confirm = (Field) spec.findOption("--no-confirm").userObject();
    LoadtestOptions options = (LoadtestOptions) spec.mixins().get("options").userObject();
    List<String> given = options.compared().given();
    assertEquals(1, given.size());
    assertTrue(List.of(confirm.getAnnotation(OnlyWith.class).value()).containsAll(given));
  }

  private static final ChildJvm HERE =
      new ChildJvm(
          Path.of("/jdk/bin/java"),
          List.of("-Xmx1g", "-Dkexbench.commit=0123", "-Dkexbench.dirty=true"),
          "here.jar");

  @Test
  void anotherBuildHasItsOwnClassPathAndCommit() {
    ChildJvm other = HERE.built(Path.of("/tree"), "abc");
    assertEquals(HERE.java(), other.java());
    assertEquals(
        List.of("-Xmx1g", "-Dkexbench.commit=abc", "-Dkexbench.dirty=false"), other.options());
    assertEquals(
        "/tree/loadgen/target/classes:/tree/core/target/classes:/tree/results/target/classes"
            + ":/tree/loadgen/target/lib/*",
        other.classPath());
  }

  @Test
  void anotherJvmGetsTheOptionsThatItKnows() {
    Jvm newer = new Jvm(Path.of("/newer/bin/java"), "25.0.1+8", "VM");
    Jvm older = new Jvm(Path.of("/older/bin/java"), "17.0.1+2", "VM");
    ChildJvm onNewer = HERE.on(newer);
    assertEquals(newer.java(), onNewer.java());
    assertTrue(onNewer.options().containsAll(Jvm.UNSAFE_MEMORY));
    assertEquals(onNewer, onNewer.on(newer), "once");
    assertFalse(onNewer.on(older).options().containsAll(Jvm.UNSAFE_MEMORY));
    assertEquals(HERE.options(), HERE.on(older).options());
  }

  @Test
  void theCommandRunsALoadTestThatEndsWithItsParent() {
    List<String> command = HERE.command(List.of("-d", "1s"));
    assertEquals("/jdk/bin/java", command.get(0));
    assertEquals(
        List.of("-cp", "here.jar", LoadtestMain.class.getName(), "--with-parent", "-d", "1s"),
        command.subList(4, command.size()));
  }
}
