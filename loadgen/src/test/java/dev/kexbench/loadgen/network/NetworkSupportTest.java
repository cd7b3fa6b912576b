package dev.kexbench.loadgen.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.machine.SystemCommands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class NetworkSupportTest {
  @Test
  void aProcessWithoutRightsIsToldWhatToRun() throws Exception {
    assumeTrue(SystemCommands.exists("setpriv"), "needs setpriv");
    assumeTrue(NetworkSupport.problem().isEmpty(), "needs the rights to give up");
    String answer = problemAs(List.of("setpriv", "--bounding-set", "-all", "--inh-caps", "-all"));
    assertEquals(
        "an emulated network needs root, or CAP_SYS_ADMIN and CAP_NET_ADMIN;"
            + " run it as root, or with sudo",
        answer);
  }

  private static String problemAs(List<String> prefix) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(PathProbeMain.command(NetworkProblemMain.class));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return answer;
  }

  /** What the kernel has no module for, the probe does not find. */
  @Test
  void theProbeForNetemAgreesWithTheKernel() throws IOException {
    assumeTrue(NetworkSupport.problem().isEmpty(), "needs namespaces");
    boolean works = true;
    try {
      SystemCommands.run(
          "unshare", "--net", "tc", "qdisc", "add", "dev", "lo", "root", "netem", "delay", "1ms");
    } catch (IOException e) {
      works = false;
    }
    assertEquals(works, NetworkSupport.netem());
  }

  @Test
  void outsideOfANamespaceIsNotInside() {
    assertFalse(GeneratorNamespace.inside());
  }
}
