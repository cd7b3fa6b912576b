package dev.kexbench.loadgen.attack;

import java.util.Locale;

/** The kinds of attacks. */
enum AttackKind {
  /** Connections that send nothing, half of a first flight, or nothing after it. */
  HOLD {
    @Override
    AttackProgram stream(AttackSetting setting, int port) {
      return new OpenConnections(setting, port)::hold;
    }

    @Override
    AttackProgram datagram(AttackSetting setting, int port) {
      return new OpenAssociations(setting, port)::hold;
    }
  },
  /** A first flight in single bytes that never ends. */
  SLOW {
    @Override
    AttackProgram stream(AttackSetting setting, int port) {
      return new OpenConnections(setting, port)::slow;
    }

    @Override
    AttackProgram datagram(AttackSetting setting, int port) {
      return new OpenAssociations(setting, port)::slow;
    }
  },
  /** Random bytes, random frames of the right length, and valid first flights that are mutated. */
  JUNK {
    @Override
    AttackProgram stream(AttackSetting setting, int port) {
      return new JunkBytes(setting, port);
    }

    @Override
    AttackProgram datagram(AttackSetting setting, int port) {
      return new JunkDatagrams(setting, port)::junk;
    }
  },
  /** Long and strange lists in a ClientHello; in KX1, every field that selects something. */
  LISTS {
    @Override
    AttackProgram stream(AttackSetting setting, int port) {
      return setting.kx1() ? new SelectingFields(setting, port) : new HelloLists(setting, port);
    }

    @Override
    AttackProgram datagram(AttackSetting setting, int port) {
      return new JunkDatagrams(setting, port)::lists;
    }
  },
  /** First flights in the smallest parts that the protocol knows, whole, reversed or incomplete. */
  FRAGMENTS {
    @Override
    AttackProgram stream(AttackSetting setting, int port) {
      return new Fragments(setting, port);
    }

    @Override
    AttackProgram datagram(AttackSetting setting, int port) {
      return new JunkDatagrams(setting, port)::fragments;
    }
  },
  /** Handshakes with wrong secrets, unknown names, and changed second flights. */
  GUESSES {
    @Override
    AttackProgram stream(AttackSetting setting, int port) {
      return new Guesses(setting, port)::guess;
    }

    @Override
    AttackProgram datagram(AttackSetting setting, int port) {
      return new Guesses(setting, port)::guessByDatagrams;
    }
  },
  /** The flights of valid handshakes, sent again. */
  REPLAY {
    @Override
    AttackProgram stream(AttackSetting setting, int port) {
      return new Replays(setting, port)::replay;
    }

    @Override
    AttackProgram datagram(AttackSetting setting, int port) {
      return new Replays(setting, port)::replayDatagrams;
    }
  };

  abstract AttackProgram stream(AttackSetting setting, int port);

  abstract AttackProgram datagram(AttackSetting setting, int port);

  AttackProgram program(AttackSetting setting, int port) {
    return setting.datagrams() ? datagram(setting, port) : stream(setting, port);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
