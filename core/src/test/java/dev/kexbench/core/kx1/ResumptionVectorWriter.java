package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.VectorJson.count;
import static dev.kexbench.core.kx1.VectorJson.put;
import static dev.kexbench.core.kx1.VectorJson.putSession;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.CurveKeys;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.identity.ServerPublicKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Regenerates the vector file of suites 0x41 to 0x43 with {@link ResumptionByHand} only: {@code
 * main FILE}. A server whose random bytes are all {@code server_random}, which is its ticket key as
 * well, opens the ticket and seals the next.
 */
final class ResumptionVectorWriter {
  private static final long NOW = 1_800_000_000_000L;
  private static final byte[] NOTHING = {};

  private ResumptionVectorWriter() {}

  public static void main(String[] args) throws IOException {
    List<ObjectNode> exchanges = new ArrayList<>();
    for (int suite = 0x41; suite <= 0x43; suite++) {
      exchanges.add(exchange(suite, false));
      exchanges.add(exchange(suite, true));
    }
    String about =
        "KX1: resumed exchanges after a full one of suite 0x01 (0x42: 0x11), with and without"
            + " admission; hex";
    VectorJson.write(Path.of(args[0]), about, exchanges);
  }

  private static ObjectNode exchange(int suite, boolean admission) {
    byte[] root = count(0x10, 32);
    boolean x25519 = suite == 0x42;
    ServerKeys keys = x25519 ? x25519Keys() : TestKeys.rsa(2048);
    byte[] gate = keys.gate();
    byte[] id = count(0x80, 16);
    byte[] random = count(0xE0, 32);
    byte[] fp = keys.publicKey().fingerprint();
    byte[] resumptionSecret = count(0x30, 32);
    byte[] expiry = millis(NOW + 300_000);
    byte[] binding = RecordedWire.join(new byte[] {(byte) (x25519 ? 0x11 : 0x01)}, fp);
    byte[] keyName = Arrays.copyOf(random, 8);
    var earlier = new ResumptionByHand.Sealing(keyName, random, count(0x50, 12), binding);
    byte[] ticket = ResumptionByHand.ticket(earlier, id, expiry, resumptionSecret);
    byte[] clientSecret = count(0x61, 32);
    byte[] share = share(suite, clientSecret);
    byte[] s = share(suite, random);

    int flags = admission ? 3 : 2;
    byte[] head = RecordedWire.join(id, Arrays.copyOf(fp, 8));
    byte[] blank =
        RecordedWire.frame(
            1, suite, flags, new byte[24 + 92 + share.length + 32 + (admission ? 24 : 0)]);
    byte[] th1 = ByHand.th1(RecordedWire.with(blank, 8, head), fp);
    byte[] returning = ResumptionByHand.returning(root, resumptionSecret);
    byte[] binder = ResumptionByHand.binder(returning, th1, ticket, share);
    byte[] c = RecordedWire.join(ticket, share, binder);
    byte[] admissionKey = ByHand.admissionKey(gate, id);
    byte[] tag = ByHand.admissionTag(admissionKey, th1, c, millis(NOW));
    byte[] part = admission ? RecordedWire.join(millis(NOW), tag) : NOTHING;
    byte[] offer = RecordedWire.frame(1, suite, flags, RecordedWire.join(head, c, part));
    byte[] th2 = ByHand.th2(th1, offer);
    byte[] th3 =
        ByHand.th3(
            th2,
            Arrays.copyOf(
                RecordedWire.frame(2, suite, 2, RecordedWire.join(s, new byte[32 + 96])),
                8 + s.length + 32));
    byte[] z = agreed(suite, clientSecret, s);
    byte[] secret = RecordedWire.join(ResumptionByHand.resumed(returning), z);
    byte[] prk = ByHand.prk(th3, secret);
    var now = new ResumptionByHand.Sealing(keyName, random, Arrays.copyOf(random, 12), binding);
    byte[] next = ResumptionByHand.ticket(now, id, expiry, ResumptionByHand.resumptionSecret(prk));
    byte[] ticketPart = RecordedWire.join(ByteBuffer.allocate(4).putInt(300).array(), next);
    byte[] ackTag = ResumptionByHand.ackTag(prk, th3, ticketPart);
    byte[] confirmTag = ByHand.confirmTag(prk, th3, ackTag);

    ObjectNode out = VectorJson.exchange(suite, admission);
    out.put("now_ms", NOW);
    put(out, "server_fp", fp);
    put(out, "root", root);
    put(out, "client_id", id);
    put(out, "k_gate", gate);
    put(out, "k_admission", admissionKey);
    put(out, "server_random", random);
    put(out, "ticket_key", random);
    put(out, "resumption_secret", resumptionSecret);
    put(out, "expiry_ms", expiry);
    put(out, "ticket", ticket);
    put(out, "client_share_secret", clientSecret);
    put(out, "share", share);
    put(out, "th1", th1);
    put(out, "returning", returning);
    put(out, "binder", binder);
    put(out, "c", c);
    put(out, "s", s);
    put(out, "offer", offer);
    put(out, "th2", th2);
    put(out, "th3", th3);
    put(out, "z", z);
    put(out, "secret", secret);
    put(out, "prk", prk);
    put(out, "next_resumption_secret", ResumptionByHand.resumptionSecret(prk));
    put(out, "next_ticket", next);
    put(out, "ack_tag", ackTag);
    put(out, "ack", RecordedWire.frame(2, suite, 2, RecordedWire.join(s, ackTag, ticketPart)));
    put(out, "confirm_tag", confirmTag);
    put(out, "confirm", RecordedWire.frame(3, suite, 0, confirmTag));
    putSession(out, th3, prk);
    return out;
  }

  /** The server's key in the exchanges after one of suite 0x11. */
  static ServerKeys x25519Keys() {
    byte[] number = count(0x21, 32);
    return new ServerKeys(
        CurveKeys.x25519(number),
        new ServerPublicKey(DhByHand.x25519Key(DhByHand.x25519Point(number))),
        count(0x41, 32));
  }

  private static byte[] share(int suite, byte[] secret) {
    return switch (suite) {
      case 0x42 -> DhByHand.x25519Point(secret);
      case 0x43 -> DhByHand.p256Point(secret);
      default -> secret;
    };
  }

  private static byte[] agreed(int suite, byte[] secret, byte[] peer) {
    return switch (suite) {
      case 0x42 -> DhByHand.x25519(secret, peer);
      case 0x43 -> DhByHand.p256(secret, peer);
      default -> NOTHING;
    };
  }

  private static byte[] millis(long time) {
    return ByteBuffer.allocate(8).putLong(time).array();
  }
}
