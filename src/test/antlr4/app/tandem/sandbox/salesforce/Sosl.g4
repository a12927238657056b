grammar Sosl;

// SOSL of API 65.0 as sent over the API: the search text in braces is taken out before parsing.
options { caseInsensitive = true; }

search
    : FIND TEXT
      (IN (ALL | NAME | EMAIL | PHONE | SIDEBAR) FIELDS)?
      (RETURNING returned (COMMA returned)*)?
      (WITH withWord (EQ STRING)?)*
      (LIMIT INTEGER)?
      EOF
    ;

withWord : word+ ;

returned : word (LPAREN wanted RPAREN)? ;

// What stands in the brackets is SOQL's: fields, WHERE, ORDER BY, LIMIT, OFFSET.
wanted : (~(LPAREN | RPAREN) | LPAREN wanted RPAREN)* ;

word : IDENT | NAME | EMAIL | PHONE | ALL | SIDEBAR | FIELDS | FIND ;

FIND : 'FIND' ;
IN : 'IN' ;
ALL : 'ALL' ;
NAME : 'NAME' ;
EMAIL : 'EMAIL' ;
PHONE : 'PHONE' ;
SIDEBAR : 'SIDEBAR' ;
FIELDS : 'FIELDS' ;
RETURNING : 'RETURNING' ;
WITH : 'WITH' ;
LIMIT : 'LIMIT' ;
TEXT : '{' ('\\' . | ~[}\\])* '}' ;
LPAREN : '(' ;
RPAREN : ')' ;
COMMA : ',' ;
EQ : '=' ;
INTEGER : [0-9]+ ;
IDENT : [A-Z] [A-Z0-9_]* ;
STRING : '\'' ('\\' . | ~['\\])* '\'' ;
SPACE : [ \t\r\n\f]+ -> skip ;
OTHER : . ;
