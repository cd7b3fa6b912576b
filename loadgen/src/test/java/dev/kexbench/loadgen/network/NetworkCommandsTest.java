package dev.kexbench.loadgen.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.plan.NetworkSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkCommandsTest {
  private static final String IN_SERVER = "nsenter --net=/proc/42/ns/net -- ";

  private static NetworkCommands commands(String spec) {
    return new NetworkCommands(42, NetworkSpec.parse(spec));
  }

  private static List<String> lines(List<List<String>> commands) {
    return commands.stream().map(each -> String.join(" ", each)).toList();
  }

  @Test
  void theRelaysDevicesGetTheMtuAndTheirAddresses() {
    List<String> lines = lines(commands("rtt=50ms,mtu=1400").relay());
    assertEquals(
        List.of(
            "ip link set dev kexbench-srv netns 42",
            "ip link set dev kexbench-gen txqueuelen 10000 mtu 1400",
            IN_SERVER + "ip link set dev kexbench-srv txqueuelen 10000 mtu 1400",
            "ip addr add 198.18.0.1/24 dev kexbench-gen"),
        lines.subList(0, 4));
    assertEquals(
        List.of(
            "ip link set kexbench-gen up",
            IN_SERVER + "ip addr add 198.18.0.200/24 dev kexbench-srv",
            IN_SERVER + "ip link set kexbench-srv up"),
        lines.subList(lines.size() - 3, lines.size()));
    assertEquals(8, NetworkCommands.generatorAddresses().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rtt=50ms|netem limit 1000000 delay 25000.000us",
        "lan|netem limit 1000000 delay 250.000us",
        "rtt=50ms,loss=1%|netem limit 1000000 delay 25000.000us loss random 1.000000%",
        "rtt=50ms,loss=10%,burst=4"
            + "|netem limit 1000000 delay 25000.000us loss gemodel 2.777778% 25.000000%",
        "rtt=100ms,rate=12mbit|netem limit 150 delay 50000.000us rate 12000000bit"
      })
  void netemGetsTheSameNetwork(String spec, String options) {
    assertEquals(options, commands(spec).netemOptions());
    List<String> lines = lines(commands(spec).netem());
    assertTrue(lines.contains("tc qdisc add dev kexbench-gen root " + options));
    assertTrue(lines.contains(IN_SERVER + "tc qdisc add dev kexbench-srv root " + options));
    assertTrue(
        lines.contains(
            "ip neigh replace 198.18.0.200 lladdr 02:00:00:00:00:02 nud permanent dev"
                + " kexbench-gen"));
  }

  @Test
  void netemReordersWithAJitterAndIsNotUsedThen() {
    assertFalse(Netem.suits(NetworkSpec.parse("rtt=50ms,jitter=1ms")));
  }

  @Test
  void countersOfNetemAreRead() throws IOException {
    String json =
        """
        [{"kind":"netem","handle":"8001:","root":true,"refcnt":2,\
        "options":{"limit":1000,"delay":{"delay":0.025,"jitter":0,"correlation":0}},\
        "bytes":5400,"packets":40,"drops":3,"overlimits":0,"requeues":0,"backlog":0,"qlen":0}]\
        """;
    DirectionFigures read = Netem.parse(json.getBytes(StandardCharsets.UTF_8));
    assertEquals(40, read.packets());
    assertEquals(5_400, read.bytes());
    assertEquals(3, read.lost());
    byte[] other = "[{\"kind\":\"noqueue\"}]".getBytes(StandardCharsets.UTF_8);
    assertThrows(IOException.class, () -> Netem.parse(other));
  }
}
