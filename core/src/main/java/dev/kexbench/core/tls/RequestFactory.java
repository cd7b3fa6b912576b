package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.ExchangeContext;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.jcajce.util.DefaultJcaJceHelper;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSVerifier;
import org.bouncycastle.tls.DatagramSender;
import org.bouncycastle.tls.crypto.TlsHMAC;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;

/**
 * Creates the requests with which bctls begins a handshake. bctls creates one only for a cookie
 * that it has computed itself over a whole ClientHello; here, {@link Cookies} has verified the
 * cookie, and the MAC that bctls is given repeats it.
 */
final class RequestFactory {
  private static final DatagramSender SILENT =
      new DatagramSender() {
        @Override
        public int getSendLimit() {
          return 0;
        }

        @Override
        public void send(byte[] bytes, int offset, int length) {
          // A hello that bctls does not accept is answered by the caller.
        }
      };

  private final DTLSVerifier verifier;

  RequestFactory(ExchangeContext context) {
    this.verifier =
        new DTLSVerifier(
            new JcaTlsCrypto(new DefaultJcaJceHelper(), context.random(), context.random()) {
              @Override
              public TlsHMAC createHMAC(int algorithm) {
                return new Repeated();
              }
            });
  }

  /**
   * The request of a hello with a verified cookie.
   *
   * @param record the hello in one record
   * @return empty if the hello is malformed
   */
  Optional<DTLSRequest> request(byte[] record, byte[] cookie) {
    try {
      return Optional.ofNullable(verifier.verifyRequest(cookie, record, 0, record.length, SILENT));
    } catch (RuntimeException malformed) {
      return Optional.empty(); // thrown by bctls for versions that it cannot represent
    }
  }

  /** A MAC whose value is the first part of its input. */
  private static final class Repeated implements TlsHMAC {
    private byte[] first;

    @Override
    public void setKey(byte[] key, int offset, int length) {
      // No key is needed.
    }

    @Override
    public void update(byte[] input, int offset, int length) {
      if (first == null) {
        first = Arrays.copyOfRange(input, offset, offset + length);
      }
    }

    @Override
    public byte[] calculateMAC() {
      return first.clone();
    }

    @Override
    public void calculateMAC(byte[] output, int offset) {
      System.arraycopy(first, 0, output, offset, first.length);
    }

    @Override
    public int getMacLength() {
      return Cookies.BYTES;
    }

    @Override
    public int getInternalBlockSize() {
      return 2 * Cookies.BYTES;
    }

    @Override
    public void reset() {
      first = null;
    }
  }
}
