using System.Globalization;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Console.Drawings;

/// <summary>
/// A picture of a flowchart: its steps where the designer has them. What is wider than a page continues on the next row, as text does.
/// </summary>
public sealed class FlowPicture
{
    private const double Margin = 16;
    private const double RowGap = 56;
    private const double Reach = 24;
    private const int MostSteps = 400;

    private readonly Dictionary<string, (FlowBox Box, int Row)> placed = new(StringComparer.Ordinal);
    private readonly List<double> rowBottoms = [];

    private FlowPicture()
    {
    }

    /// <summary>The steps.</summary>
    public IReadOnlyList<FlowBox> Boxes { get; private set; } = [];

    /// <summary>The connections.</summary>
    public IReadOnlyList<FlowLine> Lines { get; private set; } = [];

    /// <summary>The width of the picture; a step is 230 wide unless its definition says otherwise.</summary>
    public double Width { get; private set; }

    /// <summary>The height of the picture.</summary>
    public double Height { get; private set; }

    /// <summary>What is in the picture, in a sentence for those who do not see it.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Draws a definition's flowchart.</summary>
    /// <param name="document">The definition.</param>
    /// <param name="registry">The activity types.</param>
    /// <param name="rowWidth">How wide a row may be.</param>
    public static FlowPicture Of(DefinitionDocument document, ActivityRegistry registry, double rowWidth)
    {
        var (steps, edges) = FlowReader.Read(document, registry);
        var picture = new FlowPicture();
        var drawn = steps.Take(MostSteps).OrderBy(step => step.X).ThenBy(step => step.Y).ToList();
        picture.Place(drawn, rowWidth);
        picture.Boxes = [.. drawn.Select(step => picture.placed[step.Id].Box)];
        picture.Width = picture.Boxes.Select(box => box.Right).DefaultIfEmpty(0).Max() + Margin + Reach;
        picture.Height = picture.Boxes.Select(box => box.Bottom).DefaultIfEmpty(0).Max() + Margin;
        picture.Lines = [.. picture.Connect(edges)];
        picture.Words = $"{steps.Count.ToString(CultureInfo.InvariantCulture)} steps: {string.Join(", ", drawn.Select(step => step.Name))}.";
        return picture;
    }

    private void Place(List<FlowStep> steps, double rowWidth)
    {
        var top = Margin;
        for (var first = 0; first < steps.Count;)
        {
            var left = steps[first].X;
            var row = steps.Skip(first).TakeWhile(step => step.X == left || step.X + step.Width - left <= rowWidth).ToList();
            var highest = row.Min(step => step.Y);
            foreach (var step in row)
            {
                placed[step.Id] = (
                    new FlowBox(step.Id, BoxText.Wrap(step.Name, step.Width - 24), step.Kind)
                    {
                        X = Margin + Reach + step.X - left, Y = top + step.Y - highest, Width = step.Width, Height = step.Height,
                    },
                    rowBottoms.Count);
            }

            top += row.Max(step => step.Y + step.Height) - highest + RowGap;
            rowBottoms.Add(top - RowGap);
            first += row.Count;
        }
    }

    private IEnumerable<FlowLine> Connect(IReadOnlyList<FlowEdge> edges)
    {
        foreach (var outcomes in edges.GroupBy(edge => (edge.From, edge.To)))
        {
            if (!placed.TryGetValue(outcomes.Key.From, out var from) || !placed.TryGetValue(outcomes.Key.To, out var to))
                continue;
            var label = string.Join(", ", outcomes.Select(edge => edge.Outcome).Where(outcome => outcome is not ("Done" or "")).Distinct());
            yield return FlowPath.Between(from.Box, to.Box, from.Row == to.Row ? null : rowBottoms[from.Row] + (RowGap / 2), label.Length > 0 ? label : null);
        }
    }
}
