using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ClarityConnect.Workflows.Benchmarks.Workflows;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Scripting;

namespace ClarityConnect.Workflows.Benchmarks.Micro;

/// <summary>What is done to every payload and every expression.</summary>
[MemoryDiagnoser]
public class TextBenchmarks
{
    private readonly byte[] order = LoadWorkflows.Order(4711);
    private readonly byte[] withCard = [.. LoadWorkflows.Order(4711), .. "\"4111 1111 1111 1111\""u8];
    private readonly JsonElement root = JsonSerializer.SerializeToElement(new { isValid = true, lines = new[] { new { net = "12.50" } } });
    private PropertyPath path = null!;

    /// <summary>Parses the path that is evaluated.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        if (!PropertyPath.TryParse("variables.Mapped.lines[0].net", out path!))
            throw new InvalidOperationException("The expression is no property path any longer; choose another one for this benchmark.");
    }

    /// <summary>An order without a card number.</summary>
    [Benchmark]
    public int MaskOrder() => CardDataMasker.Mask(order.AsMemory()).Length;

    /// <summary>An order with a card number.</summary>
    [Benchmark]
    public int MaskOrderWithCard() => CardDataMasker.Mask(withCard.AsMemory()).Length;

    /// <summary>Reads an expression as a path.</summary>
    [Benchmark]
    public bool ParsePath() => PropertyPath.TryParse("variables.Mapped.lines[0].net", out _);

    /// <summary>Follows it in a value.</summary>
    [Benchmark]
    public bool EvaluatePath() => path.TryEvaluate(root, out _);
}
