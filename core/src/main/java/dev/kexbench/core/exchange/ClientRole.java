package dev.kexbench.core.exchange;

/** The client's side of one exchange, which can do its dear part before it is needed. */
public interface ClientRole extends Role {
  /** Makes what can be made before sending; {@link #start()} does it where nobody did before. */
  void prepare();
}
