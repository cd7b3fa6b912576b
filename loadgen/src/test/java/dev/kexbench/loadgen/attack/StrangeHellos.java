package dev.kexbench.loadgen.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** ClientHellos with long, empty, repeated and malformed lists, made from a valid one. */
final class StrangeHellos {
  /** Types of extensions that are lists of numbers of two bytes. */
  private static final List<Integer> LISTS = List.of(HelloParts.GROUPS, HelloParts.SIGNATURES);

  private static final int P256 = 23;
  private static final int POINT_BYTES = 65;

  private final HelloParts valid;
  private final AttackProgram.Scale scale;
  private final int most;
  private final List<byte[]> hellos = new ArrayList<>();

  /**
   * Hellos of no more than about {@code mostBytes} bytes.
   *
   * @param valid what a client of the exchange sends
   */
  StrangeHellos(HelloParts valid, int mostBytes, AttackProgram.Scale scale) {
    this.valid = valid;
    this.scale = scale;
    this.most = mostBytes / 2 * 2;
  }

  List<byte[]> all() {
    numbers(HelloParts.CIPHERS, valid.ciphers());
    for (int type : LISTS) {
      byte[] own = valid.extensions().getOrDefault(type, HelloParts.list16());
      numbers(type, Arrays.copyOfRange(own, 2, own.length));
    }
    versions();
    if (valid.extensions().containsKey(HelloParts.KEY_SHARES)) {
      keyShares();
    }
    extensions();
    return hellos;
  }

  private void add(int type, byte[] content) {
    hellos.add(valid.with(type, content).encode());
  }

  /** A list that is empty, foreign, odd, very long, or both very long and right at its end. */
  private void numbers(int type, byte[] right) {
    byte[] foreign = new byte[] {0x5A, 0x5A};
    byte[] many = scale.bytes(most - right.length);
    for (byte[] each :
        List.of(
            new byte[0],
            foreign,
            new byte[] {0},
            scale.bytes(most),
            Mutation.joined(many, right),
            repeated(right))) {
      add(type, type == HelloParts.CIPHERS ? each : HelloParts.list16(each));
    }
    if (type != HelloParts.CIPHERS) {
      add(type, new byte[0]);
      add(type, HelloParts.int16(0xFFFE)); // a length beyond the end
    }
  }

  private byte[] repeated(byte[] right) {
    byte[] all = new byte[right.length == 0 ? 0 : most / right.length * right.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = right[i % right.length];
    }
    return all;
  }

  private void versions() {
    for (byte[] each :
        List.of(new byte[0], new byte[] {3}, new byte[] {(byte) 0xFE, (byte) 0xFE})) {
      add(HelloParts.VERSIONS, Mutation.joined(new byte[] {(byte) each.length}, each));
    }
    byte[] many = scale.bytes(254);
    add(HelloParts.VERSIONS, Mutation.joined(new byte[] {(byte) many.length}, many));
  }

  private void keyShares() {
    byte[] zeros = new byte[POINT_BYTES];
    byte[] ones = new byte[POINT_BYTES];
    Arrays.fill(ones, (byte) 0xFF);
    byte[] outside = ones.clone();
    outside[0] = 4; // an uncompressed point that is not on the curve
    for (byte[] point :
        List.of(zeros, ones, outside, new byte[0], new byte[] {4}, scale.bytes(most))) {
      add(HelloParts.KEY_SHARES, HelloParts.list16(share(P256, point)));
    }
    byte[][] many = new byte[most / 36][];
    Arrays.setAll(many, i -> share(0x1000 + i, scale.bytes(32)));
    add(HelloParts.KEY_SHARES, HelloParts.list16(many));
    add(HelloParts.KEY_SHARES, HelloParts.list16());
    byte[] own = valid.extensions().get(HelloParts.KEY_SHARES);
    byte[] share = Arrays.copyOfRange(own, 2, own.length);
    add(HelloParts.KEY_SHARES, HelloParts.list16(share, share));
  }

  private static byte[] share(int group, byte[] key) {
    return Mutation.joined(HelloParts.int16(group), HelloParts.list16(key));
  }

  /** Extensions that come twice, that are very many, or that are longer than the message. */
  private void extensions() {
    for (Map.Entry<Integer, byte[]> each : valid.extensions().entrySet()) {
      byte[] again =
          Mutation.joined(HelloParts.int16(each.getKey()), HelloParts.list16(each.getValue()));
      hellos.add(valid.encode(again));
      add(each.getKey(), new byte[0]);
      add(each.getKey(), scale.bytes(each.getValue().length));
    }
    byte[][] many = new byte[most / 4][];
    Arrays.setAll(many, i -> HelloParts.int16(i % 2 == 0 ? 0x2000 + i : 0));
    hellos.add(valid.encode(Mutation.joined(many)));
    hellos.add(valid.encode((byte) 0x20, (byte) 0, (byte) 0xFF, (byte) 0xFF));
  }
}
