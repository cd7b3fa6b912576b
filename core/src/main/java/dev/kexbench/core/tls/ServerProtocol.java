package dev.kexbench.core.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ClientHello;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.ServerHello;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerProtocol;

/**
 * The server's handshake in bctls, with an alert of the peer's for each mistake of the peer: bctls
 * has no answer to some versions, and raises internal_error for whatever it does not expect.
 */
final class ServerProtocol extends TlsServerProtocol {
  private static final int HEADER_BYTES = 4;
  private static final int TLS_MAJOR = 3;

  /** The one version that bctls refuses to represent; like every unknown one, it is ignored. */
  private static final int RESERVED = 0xFEFE;

  /** What is to be done when a client's signature with the key of its certificate is verified. */
  interface Verified {
    void run() throws IOException;
  }

  private final Verified clientVerified;

  ServerProtocol(Verified clientVerified) {
    this.clientVerified = clientVerified;
  }

  @Override
  protected void handleHandshakeMessage(short type, HandshakeMessageInput message)
      throws IOException {
    if (type == HandshakeType.client_hello) {
      requireMajorVersion(message);
    }
    super.handleHandshakeMessage(type, message);
    if (type == HandshakeType.certificate_verify) {
      clientVerified.run();
    }
  }

  private static void requireMajorVersion(HandshakeMessageInput hello) throws TlsFatalAlert {
    int major = hello.read();
    hello.reset(); // to the message's header
    hello.skip(HEADER_BYTES);
    if (major >= 0 && major != TLS_MAJOR) {
      throw new TlsFatalAlert(AlertDescription.protocol_version);
    }
  }

  @Override
  protected ServerHello generateServerHello(ClientHello hello, HandshakeMessageInput message)
      throws IOException {
    dropReserved(hello.getExtensions());
    return super.generateServerHello(hello, message);
  }

  /** Servers ignore versions that they do not know (RFC 8446, section 4.2.1). */
  @SuppressWarnings({"rawtypes", "unchecked"}) // the type that bctls declares
  private static void dropReserved(Hashtable extensions) throws TlsFatalAlert {
    Object extension = extensions == null ? null : extensions.get(ExtensionType.supported_versions);
    if (!(extension instanceof byte[] versions) || versions.length % 2 == 0) {
      return; // none, or of a length that bctls refuses
    }
    ByteBuffer known = ByteBuffer.allocate(versions.length).put(versions[0]);
    for (int at = 1; at < versions.length; at += 2) {
      if (((versions[at] & 0xFF) << Byte.SIZE | versions[at + 1] & 0xFF) != RESERVED) {
        known.put(versions, at, 2);
      }
    }
    if (known.position() == 1) {
      throw new TlsFatalAlert(AlertDescription.protocol_version);
    }
    int dropped = known.remaining();
    byte[] all = Arrays.copyOf(known.array(), known.position());
    all[0] -= (byte) dropped;
    extensions.put(ExtensionType.supported_versions, all);
  }

  @Override
  protected void handleException(short alert, String message, Throwable failure)
      throws IOException {
    super.handleException(AlertMapping.alert(alert, failure), message, failure);
  }
}
