using HaVip.Simulation.Network;

namespace HaVip.Simulation.Time;

/// <summary>A packet that arrives at a host, a host that wakes for its timers, or anything else as a call.</summary>
internal readonly record struct SimulationEvent(int Host, long WakeNumber, Packet? Packet, Action? Call);
