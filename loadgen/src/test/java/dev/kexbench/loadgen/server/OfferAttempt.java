package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.nio.ByteBuffer;

/** One exchange as an enrolled client, frame by frame. */
final class OfferAttempt {
  /** Offsets of fields in an OFFER. */
  static final int CLIENT_AT = 8;

  static final int KEY_AT = 24;
  static final int C_AT = 32;

  private final ClientRole role;
  private final byte[] offer;

  OfferAttempt() {
    this(TestExchange.CLIENTS.get(0));
  }

  private OfferAttempt(ClientCredentials client) {
    role = TestExchange.clientSide().open(client);
    offer = assertInstanceOf(Step.Send.class, role.start()).bytes();
  }

  byte[] offer() {
    return offer.clone();
  }

  /** The OFFER with one byte changed. */
  byte[] offerWith(int index, int value) {
    byte[] changed = offer();
    changed[index] = (byte) value;
    return changed;
  }

  /** The OFFER with one bit of one byte flipped. */
  byte[] offerFlipped(int index) {
    return offerWith(index, offer[index] ^ 1);
  }

  /** The CONFIRM that follows a valid ACK. */
  byte[] confirm(byte[] ack) {
    Step step = role.receive(ByteBuffer.wrap(ack));
    Step.Established established = assertInstanceOf(Step.Established.class, step);
    established.session().close();
    return established.bytes();
  }
}
