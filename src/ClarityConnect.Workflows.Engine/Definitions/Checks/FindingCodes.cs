namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>The codes of findings. Each has its line in docs/authoring/checking-a-workflow.md.</summary>
public static class FindingCodes
{
    /// <summary>Two activities have one id.</summary>
    public const string DuplicateActivityId = "duplicate-activity-id";

    /// <summary>A connection names an activity that is not there.</summary>
    public const string DroppedConnection = "dropped-connection";

    /// <summary>A connection goes back to an activity that its source can be reached without.</summary>
    public const string InvalidBackConnection = "invalid-back-connection";

    /// <summary>A literal is not of the input's type.</summary>
    public const string InvalidInput = "invalid-input";

    /// <summary>A join waits for branches of which only one is ever taken.</summary>
    public const string JoinNeverFires = "join-never-fires";

    /// <summary>A required input is empty.</summary>
    public const string RequiredInput = "required-input";

    /// <summary>Another published definition answers the same HTTP requests.</summary>
    public const string RouteCollision = "route-collision";

    /// <summary>A script cannot be parsed.</summary>
    public const string ScriptSyntax = "script-syntax";

    /// <summary>No script runner was there to check a script.</summary>
    public const string ScriptUnchecked = "script-unchecked";

    /// <summary>Another published definition is started by the same event.</summary>
    public const string SharedEvent = "shared-event";

    /// <summary>A trigger's inputs cannot be evaluated.</summary>
    public const string Trigger = "trigger";

    /// <summary>An outcome leads nowhere although others of the activity lead somewhere.</summary>
    public const string UnconnectedOutcome = "unconnected-outcome";

    /// <summary>An activity's type is not installed.</summary>
    public const string UnknownActivityType = "unknown-activity-type";

    /// <summary>A connection of that name does not exist.</summary>
    public const string UnknownConnection = "unknown-connection";

    /// <summary>A workflow that is to be run does not exist or is not published.</summary>
    public const string UnknownDefinition = "unknown-definition";

    /// <summary>A mapping table of that name does not exist.</summary>
    public const string UnknownMappingTable = "unknown-mapping-table";

    /// <summary>A secret of that name does not exist, has expired or was withdrawn.</summary>
    public const string UnknownSecret = "unknown-secret";

    /// <summary>A variable is in no scope.</summary>
    public const string UnknownVariable = "unknown-variable";

    /// <summary>An activity is in no way from the start of its flowchart.</summary>
    public const string UnreachableActivity = "unreachable-activity";

    /// <summary>Something in the document was read otherwise than it is written.</summary>
    public const string UnusualDocument = "unusual-document";

    /// <summary>A secret is given to an input whose value the journal keeps.</summary>
    public const string MisplacedSecret = "misplaced-secret";

    /// <summary>An expression is in a language that is not evaluated here.</summary>
    public const string UnsupportedLanguage = "unsupported-language";

    /// <summary>A connection is of another type than the activity needs.</summary>
    public const string WrongConnectionType = "wrong-connection-type";
}
