package dev.kexbench.loadgen.attack;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Datagrams that are random, mutated, strange, or fragments of a ClientHello. */
final class JunkDatagrams {
  private static final int MOST_BYTES = 1_400;

  /** The header of the record and that of the fragment. */
  private static final int HEADERS = 13 + 12;

  private final AttackSetting setting;
  private final DatagramClient client;

  JunkDatagrams(AttackSetting setting, int port) {
    this.setting = setting;
    this.client = setting.datagramClient(port);
  }

  private byte[] hello(DatagramSocket socket) throws IOException {
    return client.helloWithCookie(setting.clients().get(0), socket);
  }

  /** Random datagrams, random records, and hellos with a valid cookie that are mutated. */
  void junk(AttackProgram.Scale scale) throws IOException {
    for (int i = 0; i < scale.connections(); i++) {
      try (DatagramSocket socket = client.hostileSocket()) {
        byte[] random = scale.bytes(14 + scale.random().nextInt(MOST_BYTES));
        byte[] junk =
            switch (i % 3) {
              case 0 -> random;
              case 1 -> record(random, scale);
              default -> Mutation.random(hello(socket), scale.random());
            };
        OpenAssociations.send(socket, junk);
        OpenAssociations.send(
            socket, Mutation.random(junk.length > 0 ? junk : random, scale.random()));
      }
    }
  }

  private static byte[] record(byte[] random, AttackProgram.Scale scale) {
    byte type = (byte) (20 + scale.random().nextInt(5));
    return ByteBuffer.wrap(random)
        .put(0, type)
        .put(1, (byte) 0xFE)
        .put(2, (byte) (scale.random().nextBoolean() ? 0xFD : 0xFF))
        .putShort(3, (short) 0)
        .putShort(11, (short) (random.length - 13))
        .array();
  }

  /** Hellos with long and strange lists, whole and in fragments. */
  void lists(AttackProgram.Scale scale) throws IOException {
    try (DatagramSocket template = client.hostileSocket()) {
      int hellos = strange(hello(template), scale).size();
      for (int i = 0; i < hellos; i++) {
        try (DatagramSocket socket = client.hostileSocket()) {
          byte[] hello = strange(hello(socket), scale).get(i);
          OpenAssociations.send(socket, hello);
          for (byte[] fragment : fragments(hello, 500)) {
            OpenAssociations.send(socket, fragment);
          }
        }
      }
    }
  }

  private static List<byte[]> strange(byte[] hello, AttackProgram.Scale scale) {
    return new StrangeHellos(HelloParts.of(hello, true), MOST_BYTES, scale).all();
  }

  /** Hellos in fragments of one byte and more: in order, reversed, incomplete, overlapping. */
  void fragments(AttackProgram.Scale scale) throws IOException {
    for (int i = 0; i < scale.connections(); i++) {
      try (DatagramSocket socket = client.hostileSocket()) {
        byte[] hello = hello(socket);
        List<byte[]> fragments = fragments(hello, 1 + i % 4 * 40);
        switch (i % 5) {
          case 0 -> Collections.reverse(fragments);
          case 1 -> fragments.remove(fragments.size() - 1);
          case 2 -> fragments.addAll(fragments(hello, 7));
          case 3 -> fragments.forEach(each -> each[14] = (byte) 0xFF); // of 16 MiB
          default -> {}
        }
        for (byte[] fragment : fragments) {
          OpenAssociations.send(socket, fragment);
        }
      }
    }
  }

  private static List<byte[]> fragments(byte[] hello, int bytes) {
    List<byte[]> fragments = new ArrayList<>();
    for (int at = 0; at < hello.length - HEADERS; at += bytes) {
      int here = Math.min(bytes, hello.length - HEADERS - at);
      ByteBuffer fragment = ByteBuffer.allocate(HEADERS + here);
      fragment.put(hello, 0, HEADERS).put(hello, HEADERS + at, here);
      fragment.putShort(11, (short) (12 + here));
      fragment.putShort(20, (short) at); // in the lower two of three bytes
      fragment.putShort(23, (short) here);
      fragments.add(fragment.array());
    }
    return fragments;
  }
}
