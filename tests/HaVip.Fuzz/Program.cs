return HaVip.Fuzz.CommandLine.Run(args, Console.Out);
