using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>An activity that reads more of its JSON at compile time than inputs, outputs and single slots.</summary>
internal interface ICompiledActivity
{
    void Compile(ActivityCompilation compilation);
}
