package dev.kexbench.loadgen.network;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** Prints what keeps this process from emulating networks. */
final class NetworkProblemMain {
  private NetworkProblemMain() {}

  public static void main(String[] args) {
    try (PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true)) {
      out.println(NetworkSupport.problem().orElse("none"));
    }
  }
}
