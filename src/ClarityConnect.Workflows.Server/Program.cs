return await ClarityConnect.Workflows.Server.CommandLine.ServerProgram.RunAsync(args);
