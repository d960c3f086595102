using BenchmarkDotNet.Attributes;
using ClarityConnect.Workflows.Benchmarks.Workflows;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Benchmarks.Micro;

/// <summary>The engine without a database: compiling, one burst, the checkpoint.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private WorkflowHarness harness = null!;
    private DefinitionCompiler compiler = null!;
    private DefinitionVersion fiveStep = null!;
    private DefinitionVersion sequence = null!;
    private CompiledWorkflow waiting = null!;
    private InstanceRow row = null!;
    private ReadOnlyMemory<byte> checkpoint;
    private InstanceState state = null!;

    /// <summary>Starts the engine over the stores in memory and brings an instance to a wait.</summary>
    // Blocking: the in-process toolchain does not wait for a set-up that returns a task.
    [GlobalSetup]
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    /// <summary>Stops the engine.</summary>
    [GlobalCleanup]
    public void CleanUp() => harness.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The five-step definition, from JSON to the graph.</summary>
    [Benchmark]
    public async Task<object> CompileDefinition() => await compiler.CompileAsync(fiveStep, CancellationToken.None);

    /// <summary>Start, five light steps and end, over the stores in memory.</summary>
    [Benchmark]
    public async Task<object> RunFiveSteps() => await harness.RunAsync(sequence.DefinitionId, null, CancellationToken.None);

    /// <summary>The checkpoint of an instance that waits after five steps.</summary>
    [Benchmark]
    public int WriteCheckpoint() => CheckpointWriter.Write(state, waiting).Checkpoint.Length;

    /// <summary>The same, read.</summary>
    [Benchmark]
    public object ReadCheckpoint() => CheckpointReader.Read(row, 1, checkpoint, waiting);

    private async Task SetUpAsync()
    {
        harness = await WorkflowHarness.StartAsync();
        compiler = harness.Services.GetRequiredService<DefinitionCompiler>();
        fiveStep = await harness.PublishAsync(LoadWorkflows.FiveStep(new Uri("http://127.0.0.1:9")), CancellationToken.None);
        sequence = await harness.PublishAsync(LoadWorkflows.Sequence(5), CancellationToken.None);
        var waits = await harness.PublishAsync(LoadWorkflows.Sequence(5, waits: true), CancellationToken.None);
        waiting = compiler.CompileAsync(waits, CancellationToken.None).GetAwaiter().GetResult();
        var run = await harness.RunAsync(waits.DefinitionId, null, CancellationToken.None);
        var (instance, bytes) = (await harness.Instances.FindAsync(run.Instance.Id, CancellationToken.None))!.Value;
        row = instance;
        checkpoint = bytes!.Value;
        state = CheckpointReader.Read(row, 1, checkpoint, waiting);
    }
}
