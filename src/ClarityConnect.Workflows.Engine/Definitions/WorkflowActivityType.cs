using System.Text;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>The activity type of a workflow that others use as an activity.</summary>
public static class WorkflowActivityType
{
    /// <summary>The workflow's name in Pascal case, as Elsa makes it.</summary>
    /// <param name="workflowName">The workflow's name.</param>
    public static string Of(string workflowName)
    {
        var type = new StringBuilder(workflowName.Length);
        var startsWord = true;
        foreach (var letter in workflowName)
        {
            if (letter is ' ' or '_')
            {
                startsWord = true;
                continue;
            }

            type.Append(startsWord ? char.ToUpperInvariant(letter) : letter);
            startsWord = false;
        }

        return type.ToString();
    }
}
