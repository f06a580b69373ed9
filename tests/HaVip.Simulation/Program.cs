using HaVip.Simulation;

return CommandLine.Run(args, Console.Out);
