package dev.kexbench.loadgen.target;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One handshake with a server before the load, so that what would prevent all of them is reported
 * in one line.
 */
record TargetProbe(ClientSide side, ClientCredentials client) {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int BUFFER_BYTES = 16_384;
  private static final byte[] HTTP = "HTTP/".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REQUEST =
      "HEAD / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /**
   * Performs it.
   *
   * @return what the server has chosen; empty if it had no choice
   * @throws CommandFailure with exit code 2 if the handshake fails
   */
  String handshake(HostPort server) {
    ClientRole role = side.open(client);
    try (Socket socket = connect(server)) {
      Step step = role.start();
      while (true) {
        if (step instanceof Step.Compute compute) {
          step = compute.work().get();
        } else if (step instanceof Step.Established established) {
          established.session().close();
          socket.getOutputStream().write(established.bytes());
          return role.negotiated().orElse("");
        } else if (step instanceof Step.Refused refused) {
          throw refused(server, role, refused.reason());
        } else {
          step = role.receive(exchanged(socket, step));
        }
      }
    } catch (IOException e) {
      throw silent(server, e);
    } finally {
      role.close();
    }
  }

  private static Socket connect(HostPort server) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(server.host(), server.port()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends what there is to send, and returns what arrives next. */
  private static ByteBuffer exchanged(Socket socket, Step step) throws IOException {
    if (step instanceof Step.Send send) {
      socket.getOutputStream().write(send.bytes());
    }
    byte[] buffer = new byte[BUFFER_BYTES];
    int read = socket.getInputStream().read(buffer);
    if (read < 0) {
      throw new IOException("it closed the connection");
    }
    return ByteBuffer.wrap(buffer, 0, read);
  }

  private static CommandFailure refused(HostPort server, ClientRole role, Reason reason) {
    if (reason == Reason.MALFORMED && speaksHttp(server)) {
      return plainHttp(server, null);
    }
    String why =
        role.failure(server.toString())
            .orElse("the handshake with %s failed: %s".formatted(server, reason.label()));
    String advice =
        reason == Reason.UNSUPPORTED
            ? "; enable that there, or choose another exchange with -x"
            : "";
    return new CommandFailure(ExitCode.USAGE, why + advice);
  }

  private static CommandFailure silent(HostPort server, IOException cause) {
    if (speaksHttp(server)) {
      return plainHttp(server, cause);
    }
    String why =
        cause instanceof SocketTimeoutException
            ? "no answer within %d s".formatted(PATIENCE_MILLIS / 1_000)
            : cause.getMessage();
    return new CommandFailure(
        ExitCode.USAGE,
        "%s did not answer a ClientHello (%s); is it the port of a TLS server?"
            .formatted(server, why),
        cause);
  }

  private static CommandFailure plainHttp(HostPort server, IOException cause) {
    return new CommandFailure(
        ExitCode.USAGE, server + " speaks plain HTTP; give the port for HTTPS", cause);
  }

  private static boolean speaksHttp(HostPort server) {
    try (Socket socket = connect(server)) {
      socket.getOutputStream().write(REQUEST);
      return Arrays.equals(socket.getInputStream().readNBytes(HTTP.length), HTTP);
    } catch (IOException e) {
      return false; // neither TLS nor HTTP
    }
  }
}
