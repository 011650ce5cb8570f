using ExecutionContextGuard.Tool.Commands;

return await Root.RunAsync(args);
