package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandshakeSlotsTest {
  private static final int SLOTS = 8;
  private static final String HOSTILE = "127.0.0.2";
  private static final String HONEST = "127.0.0.1";

  private long nowNanos;
  private final HandshakeSlots slots = new HandshakeSlots(SLOTS, () -> nowNanos);
  private int port = 1;

  private Association from(String host) {
    try {
      InetSocketAddress peer = new InetSocketAddress(InetAddress.getByName(host), port++);
      return new Association(null, peer, Duration.ofSeconds(10), () -> nowNanos);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private List<Association> fill(String host, int count) {
    List<Association> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(from(host));
      assertEquals(new HandshakeSlots.Decision(true, Optional.empty()), slots.admit(all.get(i)));
    }
    return all;
  }

  private void pass(Duration time) {
    nowNanos += time.toNanos();
  }

  @Test
  void oneAddressMayTakeAllThatAreFree() {
    List<Association> all = fill(HONEST, SLOTS);
    assertFalse(slots.admit(from(HONEST)).admitted(), "it has to wait for its own");
    slots.release(all.get(3));
    assertTrue(slots.admit(from(HONEST)).admitted());
    assertEquals(SLOTS, slots.taken());
  }

  @Test
  void aNewcomerTakesTheOldestOfTheAddressWithTheMost() {
    List<Association> hostile = fill(HOSTILE, SLOTS);
    for (int i = 0; i < SLOTS / 2; i++) {
      HandshakeSlots.Decision admission = slots.admit(from(HONEST));
      assertTrue(admission.admitted());
      assertSame(hostile.get(i), admission.displaced().orElseThrow());
    }
    assertFalse(slots.admit(from(HONEST)).admitted(), "each has its half");
    assertFalse(slots.admit(from(HOSTILE)).admitted());
    assertEquals(SLOTS, slots.taken());
  }

  @Test
  void aFloodDisplacesNoneOfAnotherAddress() {
    List<Association> honest = fill(HONEST, 2);
    fill(HOSTILE, SLOTS - 2);
    for (int i = 0; i < 2_000; i++) {
      pass(Duration.ofMillis(50));
      slots
          .admit(from(HOSTILE))
          .displaced()
          .ifPresent(each -> assertFalse(honest.contains(each), "attempt " + port));
    }
  }

  @Test
  void aHandshakeThatHasHadItsTimeGivesWayToItsOwnAddress() {
    List<Association> all = fill(HONEST, SLOTS);
    pass(HandshakeSlots.DISPLACEABLE_AFTER.minusNanos(1));
    assertFalse(slots.admit(from(HONEST)).admitted());
    pass(Duration.ofNanos(1));
    assertSame(all.get(0), slots.admit(from(HONEST)).displaced().orElseThrow());
  }

  @Test
  void amongAddressesThatHoldTheSameTheOldestIsDisplaced() {
    List<Association> all = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      all.addAll(fill("10.0.0." + (i + 1), 1));
      pass(Duration.ofMillis(1));
    }
    pass(HandshakeSlots.DISPLACEABLE_AFTER);
    for (int i = 0; i < SLOTS; i++) {
      String newcomer = "10.0.1." + (i + 1);
      assertSame(all.get(i), slots.admit(from(newcomer)).displaced().orElseThrow(), newcomer);
    }
  }

  @Test
  void oneThatIsClosingGivesWayFirst() {
    List<Association> all = fill(HONEST, SLOTS);
    all.get(5).confirmed();
    assertSame(all.get(5), slots.admit(from(HONEST)).displaced().orElseThrow());
  }

  @Test
  void aNetworkOfIpv6CountsAsOneAddress() {
    List<Association> hostile = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      hostile.addAll(fill("2001:db8:0:1::" + i, 1));
    }
    assertSame(hostile.get(0), slots.admit(from("2001:db8:0:2::1")).displaced().orElseThrow());
    assertFalse(slots.admit(from("2001:db8:0:1::99")).admitted());
  }

  @Test
  void aDisplacedOneFreesNothingTwice() {
    List<Association> hostile = fill(HOSTILE, SLOTS);
    assertTrue(slots.admit(from(HONEST)).admitted());
    slots.release(hostile.get(0));
    assertEquals(SLOTS, slots.taken());
    hostile.subList(1, SLOTS).forEach(slots::release);
    assertEquals(1, slots.taken());
  }
}
