grammar Soql;

// SOQL of API 65.0, as far as a statement sent over the API can use it.
options { caseInsensitive = true; }

statement : query EOF ;

query
    : SELECT selectItem (COMMA selectItem)*
      FROM source (COMMA source)*
      (USING SCOPE name)?
      (WHERE condition)?
      (GROUP BY groupItem (COMMA groupItem)* (HAVING condition)?)?
      (ORDER BY orderItem (COMMA orderItem)*)?
      (LIMIT INTEGER)?
      (OFFSET INTEGER)?
      (FOR forWhat (COMMA forWhat)*)*
      (UPDATE updateWhat (COMMA updateWhat)*)?
    ;

selectItem
    : LPAREN query RPAREN                                         # subQuery
    | TYPEOF name typeBranch+ (ELSE path (COMMA path)*)? END      # typeOf
    | FIELDS LPAREN (ALL | STANDARD | CUSTOM) RPAREN              # fieldsOf
    | function alias?                                             # functionItem
    | path alias?                                                 # pathItem
    ;

typeBranch : WHEN name THEN path (COMMA path)* ;

alias : IDENT ;

source : path (AS? IDENT)? ;

groupItem : function | path ;

orderItem : (function | path) (ASC | DESC)? (NULLS (FIRST | LAST))? ;

forWhat : VIEW | REFERENCE | UPDATE ;

updateWhat : TRACKING | VIEWSTAT ;

function : name LPAREN (function | path)? RPAREN ;

condition
    : operand                     # single
    | operand (AND operand)+      # conjunction
    | operand (OR operand)+       # disjunction
    ;

operand
    : NOT operand                 # negation
    | LPAREN condition RPAREN     # grouped
    | comparison                  # plain
    ;

comparison
    : left operator literal                                                   # compare
    | left NOT? IN LPAREN query RPAREN                                        # semiJoin
    | left NOT? IN LPAREN literal (COMMA literal)* RPAREN                     # inList
    | left (INCLUDES | EXCLUDES) LPAREN STRING (COMMA STRING)* RPAREN         # multi
    ;

left : function | path ;

operator : EQ | NE | LT | LE | GT | GE | LIKE ;

literal
    : STRING | INTEGER | DECIMAL | DATE | DATETIME | TRUE | FALSE | NULL
    | IDENT (COLON INTEGER)?
    ;

path : name (DOT name)* ;

// Words of the language that are also names of fields, objects and relationships.
name
    : IDENT | GROUP | ORDER | LIMIT | OFFSET | UPDATE | VIEW | REFERENCE | SCOPE | ALL | STANDARD | CUSTOM | END
    | FIRST | LAST | FIELDS | TRACKING | VIEWSTAT | NULLS | USING | FOR | ASC | DESC | BY | AS | WHEN | THEN | ELSE | TYPEOF
    ;

SELECT : 'SELECT' ;
FROM : 'FROM' ;
WHERE : 'WHERE' ;
USING : 'USING' ;
SCOPE : 'SCOPE' ;
GROUP : 'GROUP' ;
BY : 'BY' ;
HAVING : 'HAVING' ;
ORDER : 'ORDER' ;
ASC : 'ASC' ;
DESC : 'DESC' ;
NULLS : 'NULLS' ;
FIRST : 'FIRST' ;
LAST : 'LAST' ;
LIMIT : 'LIMIT' ;
OFFSET : 'OFFSET' ;
FOR : 'FOR' ;
VIEW : 'VIEW' ;
REFERENCE : 'REFERENCE' ;
UPDATE : 'UPDATE' ;
TRACKING : 'TRACKING' ;
VIEWSTAT : 'VIEWSTAT' ;
TYPEOF : 'TYPEOF' ;
WHEN : 'WHEN' ;
THEN : 'THEN' ;
ELSE : 'ELSE' ;
END : 'END' ;
FIELDS : 'FIELDS' ;
ALL : 'ALL' ;
STANDARD : 'STANDARD' ;
CUSTOM : 'CUSTOM' ;
AS : 'AS' ;
AND : 'AND' ;
OR : 'OR' ;
NOT : 'NOT' ;
IN : 'IN' ;
LIKE : 'LIKE' ;
INCLUDES : 'INCLUDES' ;
EXCLUDES : 'EXCLUDES' ;
TRUE : 'TRUE' ;
FALSE : 'FALSE' ;
NULL : 'NULL' ;

EQ : '=' ;
NE : '!=' | '<>' ;
LE : '<=' ;
GE : '>=' ;
LT : '<' ;
GT : '>' ;
LPAREN : '(' ;
RPAREN : ')' ;
COMMA : ',' ;
DOT : '.' ;
COLON : ':' ;

DATETIME : D D D D '-' D D '-' D D 'T' D D ':' D D ':' D D ('.' D+)? ('Z' | [+-] D D ':'? D D) ;
DATE : D D D D '-' D D '-' D D ;
DECIMAL : [+-]? D* '.' D+ ;
INTEGER : [+-]? D+ ;
IDENT : [A-Z] [A-Z0-9_]* ;
STRING : '\'' ('\\' . | ~['\\])* '\'' ;
SPACE : [ \t\r\n\f]+ -> skip ;
OTHER : . ;

fragment D : [0-9] ;
