package dev.kexbench.loadgen.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.transport.SocketTransport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportSplitTest {
  @Test
  void oneNameIsForServerAndGenerator() {
    TransportSplit both = TransportSplit.parse("nio");
    assertEquals(new TransportSplit(SocketTransport.NIO, SocketTransport.NIO), both);
    assertTrue(both.same());
    assertEquals("nio", both.toString());
    assertEquals("nio", TransportSplit.parse("nio/nio").toString());
  }

  @Test
  void twoNamesAreTheServersAndTheGenerators() {
    assertEquals(
        "epoll/nio", new TransportSplit(SocketTransport.EPOLL, SocketTransport.NIO).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "nio/", "/nio", "nio/nio/nio", "NIO"})
  void refusesAnythingElse(String text) {
    assertThrows(IllegalArgumentException.class, () -> TransportSplit.parse(text));
  }

  @Test
  void anUngivenChoiceIsTheDefaultAndIsNotPassedOn() {
    TransportOptions none = new TransportOptions();
    assertEquals(SocketTransport.byDefault(), none.split().server());
    assertEquals(List.of(), none.serverArguments());
  }
}
