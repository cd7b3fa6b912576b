package dev.kexbench.loadgen.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SocketTransportTest {
  @Test
  void labelsAreThoseOfOptionsAndReports() {
    assertEquals("epoll", SocketTransport.EPOLL.label());
    assertEquals("io_uring", SocketTransport.IO_URING.label());
    assertEquals("nio", SocketTransport.NIO.toString());
  }

  @Test
  void nioIsAvailableEverywhere() {
    assertEquals(Optional.empty(), SocketTransport.NIO.problem());
    assertEquals(SocketTransport.NIO, SocketTransport.usable("nio"));
  }

  @Test
  void theDefaultIsEpollWhereItIsAvailable() {
    SocketTransport expected =
        SocketTransport.EPOLL.problem().isEmpty() ? SocketTransport.EPOLL : SocketTransport.NIO;
    assertEquals(expected, SocketTransport.byDefault());
  }

  @Test
  void refusesAnotherName() {
    assertEquals(
        "expected epoll, io_uring, nio, was 'uring'",
        assertThrows(IllegalArgumentException.class, () -> SocketTransport.usable("uring"))
            .getMessage());
  }
}
